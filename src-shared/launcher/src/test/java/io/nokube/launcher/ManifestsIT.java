package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a platform team applies to its cluster.
class ManifestsIT {
    private static final String NAMESPACE = "nokube";
    private static final Path OVERLAYS = TestStack.root().resolve("k8s/overlays");

    @TempDir
    static Path work;

    @BeforeAll
    static void needsKubectl() {
        assumeTrue(Kubectl.isInstalled(), "Left out: the manifests are put together by kubectl; install it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void aRealApiServerTakesAllOfIt(String overlay) throws Exception {
        String kubeconfig = System.getenv("NOKUBE_TEST_KUBECONFIG");
        assumeTrue(
                kubeconfig != null,
                "Left out: manifests are checked by a real API server; set NOKUBE_TEST_KUBECONFIG to one");
        Path file = Files.writeString(work.resolve(overlay + ".yaml"), rendered(overlay));
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build()) {
            boolean isMine = createNamespace(client);
            try {
                String printed = Kubectl.run(
                        "--kubeconfig",
                        kubeconfig,
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--dry-run=server",
                        "--validate=strict",
                        "-f",
                        file.toString());
                assertThat(printed.lines().filter(line -> line.endsWith("serverside-applied (server dry run)")))
                        .as(printed)
                        .hasSameSizeAs(objects(overlay));
            } finally {
                if (isMine) {
                    client.namespaces().withName(NAMESPACE).delete();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void removingNoKubeLeavesTheAppsAlone(String overlay) throws Exception {
        assertThat(objects(overlay)).extracting(HasMetadata::getKind).doesNotContain("CustomResourceDefinition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everyPodIsRestricted(String overlay) throws Exception {
        List<Deployment> deployments = ofKind(overlay, Deployment.class);

        assertThat(deployments)
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactlyInAnyOrder("gateway", "build-svc", "monitor-svc");
        assertThat(deployments).allSatisfy(deployment -> {
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> {
                var context = container.getSecurityContext();
                assertThat(context.getReadOnlyRootFilesystem()).isTrue();
                assertThat(context.getAllowPrivilegeEscalation()).isFalse();
                assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
        });
    }

    /// Every Secret is made by the platform team, as k8s/README.md says: none is shipped, and none is read but those.
    @Test
    void onlyTheDocumentedSecretsAreRead() throws Exception {
        String guide = Files.readString(TestStack.root().resolve("k8s/README.md"));
        Collection<String> read = ofKind("prod", Deployment.class).stream()
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValueFrom() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .collect(Collectors.toSet());

        assertThat(read)
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(guide).contains("kubectl create secret generic " + secret));
        assertThat(objects("dev")).extracting(HasMetadata::getKind).doesNotContain("Secret");
    }

    private static boolean createNamespace(KubernetesClient client) {
        Namespace found = client.namespaces().withName(NAMESPACE).get();
        if (found != null && found.getMetadata().getDeletionTimestamp() == null) {
            return false;
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.namespaces().withName(NAMESPACE).get() == null);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .withLabels(Map.of("nokube.io/test", "manifests"))
                        .endMetadata()
                        .build())
                .create();
        return true;
    }

    private static <T extends HasMetadata> List<T> ofKind(String overlay, Class<T> type) throws Exception {
        return objects(overlay).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<HasMetadata> objects(String overlay) throws Exception {
        Object all = Serialization.unmarshal(
                new ByteArrayInputStream(rendered(overlay).getBytes(StandardCharsets.UTF_8)));
        return ((Collection<?>) all).stream().map(HasMetadata.class::cast).toList();
    }

    private static String rendered(String overlay) throws Exception {
        return Kubectl.run("kustomize", OVERLAYS.resolve(overlay).toString());
    }
}
