package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// The commands of a version's `k8s/README.md`, to be run in that version's folder on a real API server.
///
/// @param root the folder with `k8s` in it
record Guide(Path root, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?s)```\\n(.*?)```");

    static Guide in(Path root) throws IOException {
        return new Guide(root, Files.readString(root.resolve("k8s/README.md")));
    }

    /// The code blocks under a heading, up to the next one of the same level.
    List<String> blocks(String heading) {
        int from = text.indexOf("\n## " + heading + "\n");
        assertThat(from).as("the heading %s in k8s/README.md", heading).isNotNegative();
        int end = text.indexOf("\n## ", from + 1);
        return BLOCK.matcher(text.substring(from, end < 0 ? text.length() : end))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /// What it printed, where it succeeded.
    String run(String script) throws IOException, InterruptedException {
        return run(root, script);
    }

    static String run(Path folder, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        String kubeconfig = System.getenv("NOKUBE_TEST_KUBECONFIG");
        if (kubeconfig != null) {
            builder.environment().put("KUBECONFIG", new File(kubeconfig).getAbsolutePath());
        }
        builder.environment().put("GITHUB_TOKEN", "of-a-test");
        builder.environment().put("GITHUB_CLIENT_ID", "of-a-test");
        builder.environment().put("GITHUB_CLIENT_SECRET", "of-a-test");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", script, printed).isZero();
        return printed;
    }

    /// What is backed up of a namespace that goes cannot be put back; and the guide's own must be gone.
    static void awaitOthersGone(Path folder) {
        Awaitility.await("no namespace of another test that is still going")
                .atMost(Duration.ofSeconds(120))
                .until(() -> run(folder, "kubectl get namespaces --no-headers")
                        .lines()
                        .noneMatch(line -> line.contains("Terminating") || line.startsWith("nokube ")));
    }
}
