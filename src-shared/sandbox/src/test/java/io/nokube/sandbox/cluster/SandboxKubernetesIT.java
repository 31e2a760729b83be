package io.nokube.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only the sandbox has: it can be gone for a while, and it remembers.
class SandboxKubernetesIT {
    @TempDir
    Path directory;

    @Test
    void whatWasMadeIsThereAfterARestart() {
        var options = SandboxKubernetes.Options.defaults().withStateFile(directory.resolve("cluster.json"));
        String uid;
        try (SandboxKubernetes first = SandboxKubernetes.start(options);
                KubernetesClient client = client(first)) {
            uid = client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("kept")
                            .endMetadata()
                            .build())
                    .create()
                    .getMetadata()
                    .getUid();
        }

        try (SandboxKubernetes second = SandboxKubernetes.start(options);
                KubernetesClient client = client(second)) {
            assertThat(client.namespaces()
                            .withName("kept")
                            .require()
                            .getMetadata()
                            .getUid())
                    .isEqualTo(uid);
        }
    }

    @Test
    void itCanBeGoneAndComeBackWithEverythingAsItWas() {
        try (SandboxKubernetes sandbox = SandboxKubernetes.start(SandboxKubernetes.Options.defaults());
                KubernetesClient client = client(sandbox)) {
            sandbox.pause();
            assertThatThrownBy(() -> client.namespaces().withName("default").get())
                    .isInstanceOf(KubernetesClientException.class);
            sandbox.resume();

            assertThat(client.namespaces().withName("default").get()).isNotNull();
            assertThat(sandbox.requests()).anyMatch(request -> request.startsWith("GET /api/v1/namespaces/default"));
            assertThat(sandbox.requestCount()).isPositive();
        }
    }

    private static KubernetesClient client(SandboxKubernetes sandbox) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(sandbox.url())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }
}
