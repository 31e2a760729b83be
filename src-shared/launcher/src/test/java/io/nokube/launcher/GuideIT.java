package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `k8s/README.md`, as they stand there, on a real API server: installed, installed again as an upgrade
/// is, backed up, removed, and the apps put back. No pod runs there; what the database's commands do is for
/// `.ci/back-up` to show.
class GuideIT {
    private static final String KUBECONFIG = System.getenv("NOKUBE_TEST_KUBECONFIG");

    @TempDir
    static Path work;

    @BeforeAll
    static void needsARealApiServer() {
        assumeTrue(
                KUBECONFIG != null && Kubectl.isInstalled(),
                "Left out: the guide's commands need kubectl and a real API server; set NOKUBE_TEST_KUBECONFIG to one");
    }

    @Test
    void theGuideWorksAsItStands() throws Exception {
        Guide.awaitOthersGone(work);
        Guide guide = Guide.in(TestStack.root());
        List<String> install = guide.blocks("Install");
        guide.run(install.get(0));
        assertThat(install.get(1)).contains("k8s/overlays/prod");
        assertThat(guide.run(install.get(1))).contains("deployment.apps/gateway serverside-applied");
        assertThat(guide.run(install.get(1)))
                .as("the same once more, which is an upgrade")
                .contains("deployment.apps/monitor-svc serverside-applied");
        guide.run(install.get(2));
        makeApp();

        List<String> backUp = guide.blocks("Back up and restore");
        Guide.run(work, kubectlOnly(backUp.get(0)));
        assertThat(work.resolve("nokubeapps.yaml")).content().contains("name: guide");

        assertThat(guide.run(guide.blocks("Remove").getFirst())).contains("namespace \"nokube\" deleted");
        assertThat(Guide.run(work, "kubectl get nokubeapp guide -n guide -o name"))
                .as("apps stay when NoKube is removed")
                .contains("nokubeapp.nokube.io/guide");

        Guide.run(work, "kubectl delete nokubeapp guide -n guide");
        Guide.run(work, kubectlOnly(backUp.get(1)));
        assertThat(Guide.run(work, "kubectl get nokubeapp guide -n guide -o jsonpath='{.spec.image}'"))
                .contains("ghcr.io/x/guide:1");
        guide.run(guide.blocks("Secrets").getFirst().replace("<namespace>", "guide"));
        Guide.run(work, "kubectl delete namespace guide --wait=false");
    }

    private static void makeApp() throws Exception {
        Guide.run(work, """
            kubectl create namespace guide
            kubectl apply -f - <<'APP'
            apiVersion: nokube.io/v1
            kind: NoKubeApp
            metadata: {name: guide, namespace: guide}
            spec: {image: "ghcr.io/x/guide:1"}
            APP
            """);
    }

    private static String kubectlOnly(String block) {
        return block.lines().filter(line -> line.startsWith("kubectl")).collect(Collectors.joining("\n"));
    }
}
