package io.nokube.sandbox.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What NoKube relies on, asked of the sandbox or, where one is configured, of a real API server: the two must agree.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class KubernetesContractIT {
    private static final String NAMESPACE = "sandbox-contract";

    private TestCluster cluster;
    private KubernetesClient client;

    @BeforeAll
    void open() throws Exception {
        cluster = TestCluster.open();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                .build();
        removeNamespace();
        assertThat(client.namespaces()
                        .resource(new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(NAMESPACE)
                                .endMetadata()
                                .build())
                        .create())
                .isNotNull();
        Path crd = Path.of(System.getProperty("nokube.root"), "k8s/crd/nokubeapps.nokube.io.yaml");
        try (var yaml = Files.newInputStream(crd)) {
            client.load(yaml)
                    .items()
                    .forEach(definition ->
                            assertThat(apply(definition, "contract")).isNotNull());
        }
        await().atMost(30, SECONDS).ignoreExceptions().until(() -> apps().list() != null);
    }

    @AfterAll
    void close() {
        removeNamespace();
        client.close();
        cluster.close();
    }

    @Test
    void applyingTwiceChangesNothing() {
        ConfigMap first = apply(configMap("twice", Map.of("a", "1")), "one");
        ConfigMap second = apply(configMap("twice", Map.of("a", "1")), "one");

        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void whatAManagerNoLongerAppliesIsRemovedAndOthersFieldsStay() {
        assertThat(apply(configMap("fields", Map.of("mine", "1", "kept", "1")), "one"))
                .isNotNull();
        assertThat(apply(configMap("fields", Map.of("theirs", "2")), "two")).isNotNull();

        ConfigMap result = apply(configMap("fields", Map.of("kept", "1")), "one");

        assertThat(result.getData()).containsOnly(Map.entry("kept", "1"), Map.entry("theirs", "2"));
        assertThat(result.getMetadata().getManagedFields())
                .extracting(entry -> entry.getManager() + " " + entry.getOperation())
                .contains("one Apply", "two Apply");
    }

    @Test
    void aFieldThatAnotherOwnsIsAConflictUnlessItIsForced() {
        assertThat(apply(configMap("conflict", Map.of("a", "1")), "one")).isNotNull();
        PatchContext polite = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("two")
                .build();
        ConfigMap wanted = configMap("conflict", Map.of("a", "2"));

        assertThatThrownBy(() -> client.resource(wanted).patch(polite, wanted))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
        assertThat(apply(wanted, "two").getData()).containsEntry("a", "2");
    }

    @Test
    void aStaleUpdateIsAConflict() {
        ConfigMap old = apply(configMap("stale", Map.of("a", "1")), "one");
        assertThat(apply(configMap("stale", Map.of("a", "2")), "one")).isNotNull();

        assertThatThrownBy(() -> client.resource(old).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void anAppGetsTheDefaultsOfItsSchema() {
        GenericKubernetesResource app = apply(app("defaults", Map.of("image", "nginx:1")), "one");

        Map<String, Object> spec = app.get("spec");
        assertThat(spec).containsEntry("type", "web").containsEntry("containerPort", 3000);
        assertThat(app.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void whatTheSchemaForbidsIsRefusedByField() {
        assertThatThrownBy(() -> apply(app("wrong", Map.of("image", "nginx:1", "replicas", -1)), "one"))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(422))
                .hasMessageContaining("spec.replicas");
        assertThatThrownBy(() -> apply(
                        app(
                                "rule",
                                Map.of("image", "nginx:1", "type", "worker", "exposure", Map.of("type", "external"))),
                        "one"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("a worker serves nobody outside");
    }

    @Test
    void statusAndSpecAreWrittenApart() {
        GenericKubernetesResource app = apply(app("status", Map.of("image", "nginx:1")), "one");
        app.setAdditionalProperty("status", Map.of("revision", 7));

        GenericKubernetesResource written = client.resource(app).updateStatus();

        assertThat(written.<Integer>get("status", "revision")).isEqualTo(7);
        assertThat(written.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(apply(app("status", Map.of("image", "nginx:2")), "one")
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(2);
    }

    @Test
    void whatAnOwnerLeavesBehindIsCollected() {
        ConfigMap owner = apply(configMap("owner", Map.of()), "one");
        ConfigMap child = new ConfigMapBuilder(configMap("child", Map.of()))
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("owner")
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .build();
        assertThat(apply(child, "one")).isNotNull();

        assertThat(client.resource(owner).delete()).isNotEmpty();

        await().atMost(60, SECONDS).until(() -> client.resource(child).get() == null);
    }

    @Test
    void aWatchTellsEveryChangeOfWhatItSelects() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (var informer = client.configMaps()
                .inNamespace(NAMESPACE)
                .withLabel("watched", "yes")
                .inform(new SeenChanges(seen))) {
            assertThat(informer.isRunning()).isTrue();
            ConfigMap map = new ConfigMapBuilder(configMap("watched", Map.of("a", "1")))
                    .editMetadata()
                    .addToLabels("watched", "yes")
                    .endMetadata()
                    .build();
            assertThat(apply(map, "one")).isNotNull();
            await().atMost(20, SECONDS).until(() -> seen.contains("added watched"));
            assertThat(client.resource(map).delete()).isNotEmpty();
            await().atMost(20, SECONDS).until(() -> seen.contains("deleted watched"));
        }
        assertThat(seen).doesNotContain("added owner");
    }

    @Test
    void aDeploymentRollsOutAndItsPodsBecomeReady() {
        assertThat(apply(deployment("rolling", "example/app:1"), "one")).isNotNull();
        await().atMost(60, SECONDS).until(() -> readyOf("rolling", 1));

        assertThat(apply(deployment("rolling", "example/app:2"), "one")).isNotNull();

        await().atMost(60, SECONDS).until(() -> readyOf("rolling", 2));
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(client.pods()
                                .inNamespace(NAMESPACE)
                                .withLabel("app", "rolling")
                                .list()
                                .getItems())
                        .extracting(
                                pod -> pod.getSpec().getContainers().getFirst().getImage())
                        .containsOnly("example/app:2"));
    }

    @Test
    void anImageThatCannotBePulledIsReportedByItsPod() {
        assertThat(apply(deployment("failing", "example/pull-error:1"), "one")).isNotNull();

        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(client.pods()
                                .inNamespace(NAMESPACE)
                                .withLabel("app", "failing")
                                .list()
                                .getItems())
                        .isNotEmpty()
                        .allSatisfy(pod -> assertThat(pod.getStatus()
                                        .getContainerStatuses()
                                        .getFirst()
                                        .getState()
                                        .getWaiting()
                                        .getReason())
                                .isEqualTo("ImagePullBackOff")));
    }

    private boolean readyOf(String name, long generation) {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
        var status = deployment.getStatus();
        return status != null
                && status.getObservedGeneration() != null
                && status.getObservedGeneration() >= generation
                && Integer.valueOf(2).equals(status.getUpdatedReplicas())
                && Integer.valueOf(2).equals(status.getAvailableReplicas())
                && Integer.valueOf(2).equals(status.getReplicas());
    }

    private <T extends HasMetadata> T apply(T object, String manager) {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(true)
                .build();
        return client.resource(object).patch(context, object);
    }

    private NonNamespaceOperation<GenericKubernetesResource, ?, ?> apps() {
        return client.genericKubernetesResources("nokube.io/v1", "NoKubeApp").inNamespace(NAMESPACE);
    }

    private static ConfigMap configMap(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withData(data)
                .build();
    }

    private static GenericKubernetesResource app(String name, Map<String, Object> spec) {
        GenericKubernetesResource app = new GenericKubernetesResource();
        app.setApiVersion("nokube.io/v1");
        app.setKind("NoKubeApp");
        app.setMetadata(configMap(name, Map.of()).getMetadata());
        app.setAdditionalProperty("spec", spec);
        return app;
    }

    private static Deployment deployment(String name, String image) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private void removeNamespace() {
        if (client.namespaces().withName(NAMESPACE).get() != null) {
            assertThat(client.namespaces().withName(NAMESPACE).delete()).isNotEmpty();
            await().atMost(90, SECONDS)
                    .until(() -> client.namespaces().withName(NAMESPACE).get() == null);
        }
    }
}
