package io.nokube.sandbox.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A runner for the scripts of the shipped workflow: the real bash, jq and git, and a docker, a pack and a skopeo that
/// only
/// note how they were called.
final class WorkflowShell {
    static final String COMMIT = "c".repeat(40);
    static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String TOKEN = "token-of-the-job";

    record Result(int exitCode, String output) {}

    private final WorkflowFile workflow = WorkflowFile.parse(WorkflowFile.shippedText());
    private final Path folder;
    private final Map<String, String> inputs = new LinkedHashMap<>(Map.of(
            "build_id", "b-1",
            "repository", "acme/shop",
            "branch", "main",
            "image", "ghcr.io/acme/ada-shop-web:1",
            "builder", "dockerfile"));

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> runner = new LinkedHashMap<>();

    WorkflowShell(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(source());
        Files.createDirectories(folder.resolve("temp"));
        Files.createDirectories(folder.resolve("calls"));
        Files.createDirectories(folder.resolve("bin"));
        Files.createFile(folder.resolve("output"));
        for (var name : List.of("docker", "pack", "skopeo")) {
            try (var script = WorkflowShell.class.getResourceAsStream("/workflow-bin/" + name)) {
                var file = folder.resolve("bin").resolve(name);
                Files.copy(Objects.requireNonNull(script), file);
                file.toFile().setExecutable(true);
            }
        }
    }

    Path source() {
        return folder.resolve("workspace/source");
    }

    /// Where hostile values try to leave a file behind.
    Path canary() {
        return folder.resolve("canary");
    }

    WorkflowShell with(String input, String value) {
        inputs.put(input, value);
        return this;
    }

    /// Sets a variable of the builds repository.
    WorkflowShell withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /// Lets the job ask for a token, as `id-token: write` does.
    WorkflowShell withTokensFrom(String url, String secret) {
        runner.put("ACTIONS_ID_TOKEN_REQUEST_URL", url);
        runner.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", secret);
        return this;
    }

    /// What docker and pack print, and how they end.
    WorkflowShell building(String output, int exitCode) throws IOException {
        Files.writeString(folder.resolve("calls/prints"), output);
        Files.writeString(folder.resolve("calls/exit"), String.valueOf(exitCode));
        return this;
    }

    /// An earlier build of the app left a cache in the registry.
    WorkflowShell withCacheInTheRegistry() throws IOException {
        Files.createFile(folder.resolve("calls/cache"));
        return this;
    }

    /// The registry takes images, but no cache.
    WorkflowShell refusingCaches() throws IOException {
        Files.createFile(folder.resolve("calls/refuse-cache"));
        return this;
    }

    /// Whether docker, pack or skopeo could have asked for a token of the job, or a build could have found the
    /// credential of the registry.
    boolean leakedTokens() {
        return Files.exists(folder.resolve("calls/leaked"));
    }

    /// Where the scripts leave what the next ones need.
    Path temp() {
        return folder.resolve("temp");
    }

    /// Runs all steps that have a script, up to the first that fails.
    Result runAll() {
        var last = new Result(0, "");
        for (var step : workflow.steps()) {
            if (step.script().isEmpty() || !step.runsWith(workflow.withDefaults(inputs), variables)) {
                continue;
            }
            last = run(step.name());
            if (last.exitCode() != 0) {
                return last;
            }
        }
        return last;
    }

    Result run(String name) {
        var step = workflow.steps().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            var script = folder.resolve("step.sh");
            Files.writeString(script, step.script());
            var builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script.toString())
                    .directory(folder.resolve("workspace").toFile())
                    .redirectErrorStream(true);
            var environment = builder.environment();
            environment.keySet().removeIf(key -> !key.equals("HOME"));
            environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
            environment.put("TMPDIR", temp().toString());
            environment.put("FAKE_CALLS", folder.resolve("calls").toString());
            environment.put("GITHUB_WORKSPACE", folder.resolve("workspace").toString());
            environment.put("GITHUB_SERVER_URL", "https://github.com");
            environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
            environment.put("RUNNER_TEMP", temp().toString());
            environment.putAll(runner);
            step.env().forEach((key, value) -> environment.put(key, WorkflowFile.resolve(value, this::value)));
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " does not end: " + output);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// How docker or pack was told to build.
    List<String> build() {
        return calls().stream()
                .filter(call -> call.get(0).equals("pack") || call.get(1).equals("buildx"))
                .findFirst()
                .orElseThrow();
    }

    /// How docker, pack and skopeo were called, in order, each with its own name first.
    List<List<String>> calls() {
        try (var files = Files.list(folder.resolve("calls"))) {
            return files.filter(file -> file.toString().endsWith(".call"))
                    .sorted()
                    .map(file -> Arrays.asList(read(file).split("\0")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String password() {
        return read(folder.resolve("calls/password"));
    }

    static String token() {
        return TOKEN;
    }

    private String value(String expression) {
        // What has an alternative falls back on it, as in a repository where nothing is configured.
        var operand = expression.substring(expression.lastIndexOf("|| ") < 0 ? 0 : expression.lastIndexOf("|| ") + 3);
        if (operand.startsWith("vars.")) {
            return variables.getOrDefault(operand.substring("vars.".length()), "");
        }
        return switch (operand) {
            case "github.token" -> TOKEN;
            case "github.actor" -> "nokube-bot";
            case "steps.checkout.outputs.commit" -> COMMIT;
            case "steps.push.outputs.digest" ->
                read(folder.resolve("output"))
                        .lines()
                        .filter(line -> line.startsWith("digest="))
                        .map(line -> line.substring("digest=".length()))
                        .findFirst()
                        .orElse("");
            default ->
                operand.startsWith("'")
                        ? operand.substring(1, operand.length() - 1)
                        : WorkflowFile.inputValue(operand, workflow.withDefaults(inputs));
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
