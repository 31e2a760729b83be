package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Helm commands of `k8s/README.md` on a real API server. Helm is there as a library only, so their words are read
/// here; a word that is not known fails.
class HelmGuideIT {
    private static final String KUBECONFIG = System.getenv("NOKUBE_TEST_KUBECONFIG");
    private static final Pattern INSTALL = Pattern.compile("(?m)^helm install (\\S+) (\\S+) -n (\\S+) -f (\\S+)$");
    private static final Pattern REMOVE = Pattern.compile("`helm uninstall (\\S+) -n (\\S+)`");
    private static final String NAMES = "kubectl get deployments -n nokube -o name";

    @TempDir
    static Path work;

    @BeforeAll
    static void needsARealApiServerAndHelm() {
        assumeTrue(
                KUBECONFIG != null && Kubectl.isInstalled(),
                "Left out: the guide's Helm commands need kubectl and a real API server; set NOKUBE_TEST_KUBECONFIG");
        assumeTrue(ChartIT.isHelmThere(), "Left out: Helm is there on Linux, macOS and Windows (amd64, arm64) only");
    }

    @Test
    void theCommandsWorkAsTheyStand() throws Exception {
        Guide.awaitOthersGone(work);
        Guide guide = Guide.in(TestStack.root());
        List<String> install = words(guide, INSTALL);
        List<String> remove = words(guide, REMOVE);
        Path chart = chart(TestStack.root().resolve(install.get(1)));
        Path values = Files.writeString(work.resolve(install.get(3)), "gateway: {replicas: 3}\n");
        try {
            guide.run(guide.blocks("Install").getFirst());
            new Helm(chart)
                    .install()
                    .withName(install.get(0))
                    .withNamespace(install.get(2))
                    .withValuesFile(values)
                    .withKubeConfig(Path.of(KUBECONFIG))
                    .call();
            assertThat(replicas()).isEqualTo("3");

            Files.writeString(values, "gateway: {replicas: 2}\n");
            new Helm(chart)
                    .upgrade()
                    .withName(install.get(0))
                    .withNamespace(install.get(2))
                    .withValuesFile(values)
                    .withKubeConfig(Path.of(KUBECONFIG))
                    .call();
            assertThat(replicas()).isEqualTo("2");

            Helm.uninstall(remove.get(0))
                    .withNamespace(remove.get(1))
                    .withKubeConfig(Path.of(KUBECONFIG))
                    .call();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Guide.run(work, NAMES).isEmpty());
            assertThat(Guide.run(work, "kubectl get secrets -n nokube -o name"))
                    .as("what is the platform team's stays")
                    .contains("secret/nokube-database");
        } finally {
            Guide.run(work, "kubectl delete namespace nokube --wait=false --ignore-not-found");
        }
    }

    private static List<String> words(Guide guide, Pattern command) {
        var found = command.matcher(guide.text());
        assertThat(found.find()).as("%s in k8s/README.md", command).isTrue();
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .toList();
    }

    private static Path chart(Path written) throws Exception {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(KUBECONFIG)))
                .build()) {
            ChartIT.removeRoles(client);
            return ChartIT.forServer(client, written, work.resolve("chart"));
        }
    }

    private static String replicas() throws Exception {
        return Guide.run(work, "kubectl get deployment gateway -n nokube -o jsonpath='{.spec.replicas}'");
    }
}
