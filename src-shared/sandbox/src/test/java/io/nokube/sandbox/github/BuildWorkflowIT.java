package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// Runs the scripts of the shipped workflow with what users might send.
class BuildWorkflowIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private WorkflowShell shell;

    @BeforeAll
    static void needsWhatARunnerHas() {
        boolean there = List.of("bash", "jq", "git", "base64", "curl").stream().allMatch(BuildWorkflowIT::onPath);
        if (!there) {
            LoggerFactory.getLogger(BuildWorkflowIT.class)
                    .warn("Left out: the workflow's scripts. They need bash, jq, git, base64 and curl.");
        }
        assumeTrue(there, "needs bash, jq, git, base64 and curl");
    }

    private static boolean onPath(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    @BeforeEach
    void aRepositoryWithADockerfile() throws IOException {
        shell = new WorkflowShell(folder.toRealPath());
        Files.writeString(shell.source().resolve("Dockerfile"), "FROM scratch\n");
    }

    private List<String> hostile() {
        var touch = "touch " + shell.canary();
        return List.of(
                "$(" + touch + ")",
                "`" + touch + "`",
                "\"; " + touch + "; \"",
                "'; " + touch + "; '",
                "a\n" + touch + "\n",
                "a && " + touch,
                "| " + touch,
                "${IFS}",
                "${{ github.token }}",
                "x\n::add-mask::nokube",
                " a  b\t\"c\" 'd' \\ é 🙂");
    }

    @Test
    void buildsPushesAndReportsADockerfile() throws IOException {
        var result = shell.with("platforms", "linux/amd64,linux/arm64").runAll();
        assertThat(result.exitCode()).as(result.output()).isZero();
        var build = List.of(
                "docker",
                "buildx",
                "build",
                shell.source().toString(),
                "--file",
                shell.source().resolve("Dockerfile").toString(),
                "--tag",
                "ghcr.io/acme/ada-shop-web:1",
                "--platform",
                "linux/amd64,linux/arm64",
                "--progress",
                "plain",
                "--provenance",
                "false",
                "--label",
                "org.opencontainers.image.source=https://github.com/acme/shop",
                "--label",
                "org.opencontainers.image.revision=" + WorkflowShell.COMMIT,
                "--label",
                "io.nokube.build-id=b-1");
        var image = shell.temp().resolve("nokube-image");
        var calls = shell.calls();
        assertThat(calls)
                .extracting(call -> call.get(0) + " " + call.get(1))
                .containsExactly(
                        "skopeo login", "skopeo copy", "docker buildx", "skopeo login", "skopeo copy", "skopeo copy");
        assertThat(calls.get(2))
                .startsWith(build.toArray(String[]::new))
                .endsWith("--output", "type=oci,dest=" + image + ",tar=false");
        assertThat(calls.get(3))
                .startsWith("skopeo", "login", "ghcr.io")
                .containsSubsequence("--username", "nokube-bot");
        assertThat(shell.password().strip()).isEqualTo(WorkflowShell.token());
        assertThat(calls.get(4))
                .contains("--all", "--preserve-digests")
                .endsWith("oci:" + image, "docker://ghcr.io/acme/ada-shop-web:1");
        assertReported(result);
    }

    @Test
    void whatIsPushedIsWhatWasBuiltWithoutAnyCredential() throws IOException {
        var result = shell.withCacheInTheRegistry().runAll();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(shell.leakedTokens()).isFalse();
        assertThat(shell.calls())
                .filteredOn(call -> call.get(0).equals("docker"))
                .hasSize(1);
        try (var left = Files.walk(shell.temp())) {
            assertThat(left.filter(Files::isRegularFile))
                    .noneMatch(file -> contentOf(file).contains(WorkflowShell.token()));
        }
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theCacheOfTheLastBuildIsUsedAndThatOfThisOneKeptForTheNext() throws IOException {
        var result = shell.withCacheInTheRegistry().runAll();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(shell.calls().get(1))
                .endsWith(
                        "docker://ghcr.io/acme/ada-shop-web:buildcache",
                        "oci:" + shell.temp().resolve("nokube-cache") + ":latest");
        assertThat(shell.build())
                .containsSubsequence(
                        "--cache-from", "type=local,src=" + shell.temp().resolve("nokube-cache"));
        assertThat(shell.build().get(shell.build().indexOf("--cache-to") + 1))
                .startsWith("type=local,dest=" + shell.temp().resolve("nokube-cache-new"))
                .contains("mode=max", "ignore-error=true");
        assertThat(shell.calls().getLast())
                .endsWith(
                        "oci:" + shell.temp().resolve("nokube-cache-new") + ":latest",
                        "docker://ghcr.io/acme/ada-shop-web:buildcache");
    }

    @Test
    void aCacheThatIsNotThereOrNotTakenFailsNothing() throws IOException {
        var result = shell.refusingCaches().runAll();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(shell.build()).doesNotContain("--cache-from").contains("--cache-to");
        assertThat(shell.temp().resolve("nokube-cache")).doesNotExist();
        assertReported(result);
    }

    @Test
    void theCacheCanBeSwitchedOff() throws IOException {
        var result = shell.withCacheInTheRegistry()
                .withVariable("NOKUBE_CACHE", "off")
                .runAll();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(shell.build()).doesNotContain("--cache-from", "--cache-to");
        assertThat(shell.calls()).noneMatch(call -> call.toString().contains("buildcache"));
    }

    @Test
    void takesADockerfileFromTheRequest() throws IOException {
        Files.delete(shell.source().resolve("Dockerfile"));
        var dockerfile = "FROM alpine\nRUN echo \"$(id)\" 'é'\n";
        var encoded = Base64.getEncoder().encodeToString(dockerfile.getBytes(StandardCharsets.UTF_8));
        var result = shell.with("builder", "inline")
                .with("dockerfile_content", encoded)
                .runAll();
        assertThat(result.exitCode()).as(result.output()).isZero();
        var arguments = shell.build();
        var file = Path.of(arguments.get(arguments.indexOf("--file") + 1));
        assertThat(file).hasContent(dockerfile);
        assertThat(file.startsWith(shell.source())).isFalse();
        assertReported(result);
    }

    @Test
    void buildsWithBuildpacksWhereThereIsNoDockerfile() throws IOException {
        var result = shell.with("builder", "buildpacks")
                .with("build_args", "{\"BP_NODE_VERSION\": \"22.*\"}")
                .runAll();
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(shell.build())
                .startsWith(
                        "pack",
                        "build",
                        "ghcr.io/acme/ada-shop-web:1",
                        "--path",
                        shell.source().toString())
                .containsSubsequence("--builder", "heroku/builder:24", "--env", "BP_NODE_VERSION=22.*");
        assertThat(shell.calls()).contains(List.of("docker", "push", "ghcr.io/acme/ada-shop-web:1"));
        assertReported(result);
    }

    private static void assertReported(WorkflowShell.Result result) throws IOException {
        var line = result.output().lines().toList().getLast();
        assertThat(line).startsWith("nokube-result: ");
        var json = JSON.readTree(line.substring("nokube-result: ".length()));
        assertThat(json.path("digest").asText()).isEqualTo(WorkflowShell.DIGEST);
        assertThat(json.path("commit").asText()).isEqualTo(WorkflowShell.COMMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dockerfile", "buildpacks"})
    void buildArgumentsArriveAsTheyWereSentWhateverIsInThem(String builder) throws IOException {
        var sent = new LinkedHashMap<String, String>();
        hostile().forEach(value -> sent.put("ARG_" + sent.size(), value));
        sent.put("EMPTY", "");
        sent.put("TRAILING", "line\n\n");
        var result = shell.with("builder", builder)
                .with("build_args", JSON.writeValueAsString(sent))
                .runAll();
        assertThat(result.exitCode()).as(result.output()).isZero();
        var arguments = shell.build();
        for (var entry : sent.entrySet()) {
            var pair = entry.getKey() + "=" + entry.getValue();
            assertThat(arguments).containsSubsequence(builder.equals("buildpacks") ? "--env" : "--build-arg", pair);
        }
        assertThat(shell.canary()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build_id",
                "repository",
                "branch",
                "image",
                "builder",
                "dockerfile_path",
                "context_path",
                "dockerfile_content",
                "build_args",
                "platforms"
            })
    void noInputIsEverExecuted(String input) throws IOException {
        for (var value : hostile()) {
            var place = folder.resolve("run-" + hostile().indexOf(value));
            var fresh = new WorkflowShell(Files.createDirectories(place).toRealPath());
            Files.writeString(fresh.source().resolve("Dockerfile"), "FROM scratch\n");
            fresh.with("builder", input.equals("dockerfile_content") ? "inline" : "dockerfile");
            var result = fresh.with(input, value).runAll();
            assertThat(shell.canary()).as(input + " = " + value).doesNotExist();
            assertThat(result.output()).doesNotContain("::add-mask::", WorkflowShell.token());
            if (!input.equals("branch")) {
                assertThat(result.exitCode()).as(input + " = " + value).isNotZero();
                assertThat(fresh.calls()).allMatch(call -> call.get(0).equals("skopeo"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            repository     | ../shop
            repository     | https://github.com/acme/shop
            branch         | -x
            branch         | a..b
            branch         | a b
            branch         | main.lock
            image          | ghcr.io/acme/Shop:1
            image          | ghcr.io/acme/shop
            image          | evil.example/acme/shop:1
            image          | ghcr.io.evil.example/acme/shop:1
            image          | --help
            image          | ghcr.io/acme/shop:buildcache
            builder        | magic
            dockerfile_path| ../Dockerfile
            dockerfile_path| a/../../Dockerfile
            dockerfile_path| /etc/passwd
            dockerfile_path| -f
            context_path   | ..
            context_path   | /
            build_args     | []
            build_args     | {"a-b": "x"}
            build_args     | {"A": 1}
            build_args     | {"A": "x\\u0000y"}
            build_args     | {"A": "x"
            platforms      | windows/amd64
            platforms      | linux/amd64,
            """)
    void whatIsWrongIsRefusedByTheNameOfItsInput(String input, String value) {
        var result = shell.with(input, value).run("Check inputs");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("::error title=NoKube::input " + input);
    }

    @ParameterizedTest
    @CsvSource({
        "branch, feature/a-b_c.d", "branch, $(id)", "image, ghcr.io/acme/a--b__c.d:v1.2-x",
        "dockerfile_path, deploy/Dockerfile.prod", "dockerfile_path, a..b/Dockerfile", "context_path, services/web",
        "repository, acme/.github", "build_id, 0199f0a2-7c3e-7abc-8def-0123456789ab"
    })
    void whatIsRightPasses(String input, String value) {
        var result = shell.with(input, value).run("Check inputs");
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void fiftyBuildArgumentsAreTheMost() throws IOException {
        var args = new LinkedHashMap<String, String>();
        for (int i = 0; i < 50; i++) {
            args.put("A" + i, "x");
        }
        assertThat(shell.with("build_args", JSON.writeValueAsString(args))
                        .run("Check inputs")
                        .exitCode())
                .isZero();
        args.put("ONE_MORE", "x");
        assertThat(shell.with("build_args", JSON.writeValueAsString(args))
                        .run("Check inputs")
                        .exitCode())
                .isNotZero();
    }

    @Test
    void aMissingDockerfileIsSaidInTheWordsThatTheSandboxPlays() throws IOException {
        Files.delete(shell.source().resolve("Dockerfile"));
        assertThat(shell.run("Prepare build")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output()).contains("::error title=NoKube::Dockerfile not found in the repository");
        });
    }

    @Test
    void aLinkOutOfTheRepositoryIsNotFollowed() throws IOException {
        Files.createSymbolicLink(shell.source().resolve("passwd"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(shell.source().resolve("outside"), Path.of("/etc"));
        Files.createSymbolicLink(shell.source().resolve("Inner"), Path.of("Dockerfile"));
        assertThat(shell.with("dockerfile_path", "passwd").run("Prepare build").exitCode())
                .isEqualTo(1);
        assertThat(shell.with("dockerfile_path", "Inner").run("Prepare build").exitCode())
                .isZero();
        assertThat(shell.with("context_path", "outside").run("Prepare build").exitCode())
                .isEqualTo(1);
    }

    @Test
    void strangeButRealPathsAreTakenAsTheyAre() throws IOException {
        var name = "my app $(touch " + shell.canary().getFileName() + ")";
        var context = Files.createDirectories(shell.source().resolve(name));
        Files.writeString(context.resolve("Docker file"), "FROM scratch\n");
        var result = shell.with("context_path", name)
                .with("dockerfile_path", name + "/Docker file")
                .runAll();
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(shell.build())
                .contains(context.toString(), context.resolve("Docker file").toString());
        assertThat(shell.canary()).doesNotExist();
    }

    @Test
    void whatABuildPrintsIsNoCommandToTheRunner() {
        shell.run("Prepare build");
        var lines = shell.run("Build image").output().lines().toList();
        assertThat(lines.getFirst()).matches("::stop-commands::[0-9a-f]{32}");
        assertThat(lines.getLast()).isEqualTo(lines.getFirst().replace("stop-commands::", "") + "::");
    }
}
