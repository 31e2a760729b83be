package io.nokube.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What only the sandbox has: being switched off and on under an informer, being cut off, counting requests.
class SwitchedOffIT {
    private static KubernetesClient client(SandboxKubernetes sandbox) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(sandbox.kubeconfig()))
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static void create(KubernetesClient client, String name) {
        client.resource(Cluster.configMap(name, Map.of()))
                .inNamespace("default")
                .create();
    }

    @Test
    void aPausedClusterIsGoneAndComesBackAsItWas() {
        try (SandboxKubernetes sandbox = SandboxKubernetes.start(SandboxKubernetes.Options.defaults());
                KubernetesClient client = client(sandbox);
                var informer = client.configMaps().inNamespace("default").inform()) {
            create(client, "before");
            sandbox.pause();
            assertThatThrownBy(() -> create(client, "meanwhile")).isInstanceOf(KubernetesClientException.class);
            sandbox.resume();
            await().atMost(Cluster.PATIENCE).ignoreExceptions().untilAsserted(() -> create(client, "after"));
            await().atMost(Cluster.PATIENCE).until(() -> informer.getStore().getByKey("default/after") != null);
            assertThat(informer.getStore().listKeys())
                    .contains("default/before")
                    .doesNotContain("default/meanwhile");
        }
    }

    @Test
    void everyRequestIsCounted() {
        try (SandboxKubernetes sandbox = SandboxKubernetes.start(SandboxKubernetes.Options.defaults());
                KubernetesClient client = client(sandbox)) {
            long before = sandbox.requestCount();
            create(client, "counted");
            assertThat(sandbox.requestCount()).isEqualTo(before + 1);
            assertThat(sandbox.requests().getLast()).startsWith("POST /api/v1/namespaces/default/configmaps");
        }
    }

    @Test
    void aCutLinkIsAnErrorUntilItIsRestored() {
        try (SandboxKubernetes sandbox = SandboxKubernetes.start(SandboxKubernetes.Options.defaults());
                TcpLink link = TcpLink.to("127.0.0.1", URI.create(sandbox.url()).getPort())) {
            Config config = new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + link.port())
                    .withRequestRetryBackoffLimit(0)
                    .build();
            try (KubernetesClient client =
                    new KubernetesClientBuilder().withConfig(config).build()) {
                create(client, "before");
                link.cut();
                assertThatThrownBy(() -> create(client, "meanwhile")).isInstanceOf(KubernetesClientException.class);
                link.restore();
                await().atMost(Cluster.PATIENCE).ignoreExceptions().untilAsserted(() -> create(client, "after"));
            }
        }
    }
}
