package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `k8s/README.md`, as they stand there, on a real API server: installed, installed again as an upgrade
/// is, backed up, removed, and the apps put back. No pod runs there; what the database's commands do is for
/// `.ci/back-up` to show.
class GuideIT {
    private static final Pattern BLOCK = Pattern.compile("(?s)```\\n(.*?)```");
    private static final String KUBECONFIG = System.getenv("NOKUBE_TEST_KUBECONFIG");

    @TempDir
    static Path work;

    private static String guide = "";

    @BeforeAll
    static void needsARealApiServer() throws IOException {
        assumeTrue(
                KUBECONFIG != null && Kubectl.isInstalled(),
                "Left out: the guide's commands need kubectl and a real API server; set NOKUBE_TEST_KUBECONFIG to one");
        guide = Files.readString(TestStack.root().resolve("k8s/README.md"));
    }

    @Test
    void theGuideWorksAsItStands() throws Exception {
        // What is backed up of a namespace that goes cannot be put back; and the guide's own must be gone.
        Awaitility.await("no namespace of another test that is still going")
                .atMost(Duration.ofSeconds(120))
                .until(() -> run(work, "kubectl get namespaces --no-headers")
                        .lines()
                        .noneMatch(line -> line.contains("Terminating") || line.startsWith("nokube ")));
        List<String> install = blocks("Install");
        run(TestStack.root(), install.get(0));
        assertThat(install.get(1)).contains("k8s/overlays/prod");
        assertThat(run(TestStack.root(), install.get(1))).contains("deployment.apps/gateway serverside-applied");
        assertThat(run(TestStack.root(), install.get(1)))
                .as("the same once more, which is an upgrade")
                .contains("deployment.apps/monitor-svc serverside-applied");
        run(TestStack.root(), install.get(2));
        makeApp();

        List<String> backUp = blocks("Back up and restore");
        run(work, kubectlOnly(backUp.get(0)));
        assertThat(work.resolve("nokubeapps.yaml")).content().contains("name: guide");

        assertThat(run(TestStack.root(), blocks("Remove").getFirst())).contains("namespace \"nokube\" deleted");
        assertThat(run(work, "kubectl get nokubeapp guide -n guide -o name"))
                .as("apps stay when NoKube is removed")
                .contains("nokubeapp.nokube.io/guide");

        run(work, "kubectl delete nokubeapp guide -n guide");
        run(work, kubectlOnly(backUp.get(1)));
        assertThat(run(work, "kubectl get nokubeapp guide -n guide -o jsonpath='{.spec.image}'"))
                .contains("ghcr.io/x/guide:1");
        run(TestStack.root(), blocks("Secrets").getFirst().replace("<namespace>", "guide"));
        run(work, "kubectl delete namespace guide --wait=false");
    }

    private static void makeApp() throws Exception {
        run(work, """
            kubectl create namespace guide
            kubectl apply -f - <<'APP'
            apiVersion: nokube.io/v1
            kind: NoKubeApp
            metadata: {name: guide, namespace: guide}
            spec: {image: "ghcr.io/x/guide:1"}
            APP
            """);
    }

    /// The code blocks under a heading, up to the next one of any level.
    private static List<String> blocks(String heading) {
        int from = guide.indexOf("\n## " + heading + "\n");
        assertThat(from).as("the heading %s in k8s/README.md", heading).isNotNegative();
        int end = guide.indexOf("\n## ", from + 1);
        return BLOCK.matcher(guide.substring(from, end < 0 ? guide.length() : end))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String kubectlOnly(String block) {
        return block.lines().filter(line -> line.startsWith("kubectl")).collect(Collectors.joining("\n"));
    }

    private static String run(Path folder, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", new File(KUBECONFIG).getAbsolutePath());
        builder.environment().put("GITHUB_TOKEN", "of-a-test");
        builder.environment().put("GITHUB_CLIENT_ID", "of-a-test");
        builder.environment().put("GITHUB_CLIENT_SECRET", "of-a-test");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", script, printed).isZero();
        return printed;
    }
}
