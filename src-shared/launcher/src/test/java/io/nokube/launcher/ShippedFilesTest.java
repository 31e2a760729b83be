package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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

    @Test
    void theImageRunsWithoutRoot() throws IOException {
        List<String> users = matches("(?m)^USER (.+)$", read("Dockerfile.native"));

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
