package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that nothing compiles but that must agree with the rest.
class ShippedFilesTest {
    private static final Path ROOT = TestStack.root();

    @Test
    void theImageIsBuiltTheWayTheChecksBuildIt() throws IOException {
        String dockerfile = read("Dockerfile.native");
        String check = read(".ci/native");

        assertThat(dockerfile).contains("package -Dnative -Dquick -pl \"$SERVICE\" -am");
        assertThat(check).contains("package -Dnative -Dquick -pl \"$1\" -am");
        for (Service service : Service.values()) {
            assertThat(dockerfile).contains(service.module());
            assertThat(service.artifact(ROOT, Form.NATIVE).toString())
                    .endsWith("-runner")
                    .contains("/target/");
        }
    }

    /// The JVM takes a cache only for the files, and with the collector, that it was made with.
    @Test
    void theImageOfTheJvmRunsWhatWasTrained() throws IOException {
        String dockerfile = read("Dockerfile.jvm");

        assertThat(dockerfile)
                .contains("/opt/java/bin/java -Dnokube.root=/src")
                .contains(Training.class.getName())
                .contains("cp \"$SERVICE/jvm.options\" /tmp/application/")
                .contains("exec /opt/java/bin/java @/application/jvm.options -XX:AOTCache=/application/app.aot ");
        for (Service service : Service.values()) {
            assertThat(dockerfile).contains(service.module());
            assertThat(service.cache(ROOT)).hasFileName("app.aot");
            assertThat(service.jvmOptions(ROOT)).content().contains("\n-XX:+UseSerialGC\n");
        }
        assertThat(read("pom.xml")).contains("<quarkus.package.jar.type>aot-jar<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.native", "Dockerfile.jvm"})
    void theImageRunsWithoutRoot(String dockerfile) throws IOException {
        List<String> users = matches("(?m)^USER (.+)$", read(dockerfile));

        assertThat(users.getLast())
                .as("the last stage's user, numeric for runAsNonRoot")
                .matches("[1-9][0-9]*:[1-9][0-9]*");
    }

    @Test
    void theImageLeavesOutWhatIsBuiltOrKept() throws IOException {
        assertThat(read(".dockerignore").lines()).contains(".git", ".nokube", "**/target");
    }

    @Test
    void theNativeArtifactHasTheVersionOfTheProject() throws IOException {
        String version = matches(
                        "<artifactId>nokube-parent</artifactId>\\s*<version>([^<]+)</version>", read("pom.xml"))
                .getFirst();

        assertThat(Service.GATEWAY.artifact(ROOT, Form.NATIVE)).hasFileName("gateway-" + version + "-runner");
    }

    /// Both kinds of images of every service, for both architectures.
    @Test
    void aReleasePublishesEveryImage() throws IOException {
        String release = read(".github/workflows/release.yml");

        assertThat(release)
                .contains("service: [gateway, build-svc, monitor-svc]")
                .contains("form: [native, jvm]")
                .contains("architecture: [amd64, arm64]")
                .contains("--file \"Dockerfile.$FORM\" --build-arg \"SERVICE=$SERVICE\"");
        assertThat(matches("(?m)uses: (.+)$", release))
                .as("actions are named by commit")
                .allSatisfy(action -> assertThat(action).matches(".+@[0-9a-f]{40} # v.+"));
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
