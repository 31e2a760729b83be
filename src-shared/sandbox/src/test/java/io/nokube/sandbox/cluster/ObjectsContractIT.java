package io.nokube.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What every object of an API server does, asked of the sandbox or of a real one (`NOKUBE_TEST_KUBECONFIG`).
class ObjectsContractIT {
    private static Cluster cluster;

    @BeforeAll
    static void open() {
        cluster = new Cluster();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static ConfigMap create(String name) {
        return cluster.configMap(Cluster.configMap(name, Map.of("a", "1"))).create();
    }

    private static KubernetesClientException refused(Runnable call) {
        KubernetesClientException[] caught = new KubernetesClientException[1];
        assertThatThrownBy(call::run).isInstanceOfSatisfying(KubernetesClientException.class, e -> caught[0] = e);
        return caught[0];
    }

    @Test
    void anObjectGetsAnIdentity() {
        ConfigMap created = create("identity");
        assertThat(created.getMetadata().getUid()).hasSize(36);
        assertThat(created.getMetadata().getCreationTimestamp()).isNotNull();
        assertThat(created.getMetadata().getResourceVersion()).isNotNull();
        assertThat(created.getMetadata().getGeneration()).isNull();
    }

    @Test
    void generatedNamesDiffer() {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withGenerateName("some-")
                .endMetadata()
                .build();
        String one = cluster.configMap(map).create().getMetadata().getName();
        String two = cluster.configMap(map).create().getMetadata().getName();
        assertThat(one).startsWith("some-").isNotEqualTo(two);
    }

    @Test
    void refusalsSayWhatIsWrong() {
        create("twice");
        assertThat(refused(() -> create("twice"))).satisfies(e -> {
            assertThat(e.getCode()).isEqualTo(409);
            assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
            assertThat(e.getStatus().getMessage()).isEqualTo("configmaps \"twice\" already exists");
            assertThat(e.getStatus().getDetails().getName()).isEqualTo("twice");
        });
        assertThat(refused(() -> create("Bad_Name")).getStatus()).satisfies(status -> {
            assertThat(status.getCode()).isEqualTo(422);
            assertThat(status.getDetails().getCauses())
                    .singleElement()
                    .satisfies(cause -> assertThat(cause.getField()).isEqualTo("metadata.name"));
        });
        ConfigMap map = Cluster.configMap("lost", Map.of());
        assertThat(refused(() -> cluster.client()
                                .resource(map)
                                .inNamespace("no-such-namespace")
                                .create())
                        .getStatus()
                        .getMessage())
                .isEqualTo("namespaces \"no-such-namespace\" not found");
    }

    @Test
    void aStaleWriteIsAConflict() {
        ConfigMap first = create("stale");
        cluster.configMaps()
                .withName("stale")
                .edit(map -> new ConfigMapBuilder(map).addToData("b", "2").build());
        first.getData().put("a", "3");
        assertThat(refused(() -> cluster.configMap(first).update()).getStatus().getReason())
                .isEqualTo("Conflict");
    }

    @Test
    void aDryRunKeepsNothing() {
        cluster.configMap(Cluster.configMap("dry", Map.of())).dryRun(true).create();
        assertThat(cluster.configMaps().withName("dry").get()).isNull();
    }

    @Test
    void aWriteThatChangesNothingIsNotOne() {
        ConfigMap before = create("same");
        ConfigMap after = cluster.configMap(before).update();
        assertThat(after.getMetadata().getResourceVersion())
                .isEqualTo(before.getMetadata().getResourceVersion());
        assertThat(after.getMetadata().getManagedFields())
                .isEqualTo(before.getMetadata().getManagedFields());
    }

    @Test
    void patchesOfEveryKindAreUnderstood() {
        create("patched");
        cluster.configMaps()
                .withName("patched")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"a\":null,\"b\":\"2\"}}");
        cluster.configMaps()
                .withName("patched")
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\":\"add\",\"path\":\"/data/c\",\"value\":\"3\"},{\"op\":\"remove\",\"path\":\"/data/b\"}]");
        ConfigMap patched = cluster.configMaps()
                .withName("patched")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"metadata\":{\"labels\":{\"d\":\"4\"}}}");
        assertThat(patched.getData()).isEqualTo(Map.of("c", "3"));
        assertThat(patched.getMetadata().getLabels()).isEqualTo(Map.of("d", "4"));
    }

    @Test
    void aServiceGetsWhatItDoesNotSay() {
        var service = cluster.client()
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .inNamespace(cluster.namespace())
                .create();
        assertThat(service.getSpec().getType()).isEqualTo("ClusterIP");
        assertThat(service.getSpec().getClusterIP()).startsWith("10.");
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getProtocol()).isEqualTo("TCP");
            assertThat(port.getTargetPort().getIntVal()).isEqualTo(80);
        });
    }

    @Test
    void plainSecretsAreEncoded() {
        var secret = cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("plain")
                        .endMetadata()
                        .addToStringData("key", "value")
                        .build())
                .inNamespace(cluster.namespace())
                .create();
        assertThat(secret.getData()).isEqualTo(Map.of("key", "dmFsdWU="));
        assertThat(secret.getStringData()).isNullOrEmpty();
    }

    @Test
    void listsAreSelected() {
        create("selected");
        cluster.configMaps()
                .withName("selected")
                .edit(map -> new ConfigMapBuilder(map)
                        .editMetadata()
                        .addToLabels("team", "red")
                        .endMetadata()
                        .build());
        assertThat(cluster.configMaps()
                        .withLabelSelector("team in (red, blue), team != blue, !absent")
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(cluster.configMaps()
                        .withField("metadata.name", "selected")
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(refused(() -> cluster.configMaps().withLabelSelector("!!").list())
                        .getCode())
                .isEqualTo(400);
    }

    @Test
    void aFinalizerHoldsWhatIsDeleted() {
        ConfigMap held = cluster.configMap(new ConfigMapBuilder(Cluster.configMap("held", Map.of()))
                        .editMetadata()
                        .addToFinalizers("nokube.io/test")
                        .endMetadata()
                        .build())
                .create();
        cluster.configMaps().withName("held").delete();
        ConfigMap terminating = cluster.configMaps().withName("held").get();
        assertThat(terminating.getMetadata().getDeletionTimestamp()).isNotNull();
        assertThat(refused(() -> cluster.configMaps()
                                .withName("held")
                                .edit(map -> new ConfigMapBuilder(map)
                                        .editMetadata()
                                        .addToFinalizers("nokube.io/another")
                                        .endMetadata()
                                        .build()))
                        .getCode())
                .isEqualTo(422);
        cluster.configMaps()
                .withName("held")
                .edit(map -> new ConfigMapBuilder(map)
                        .editMetadata()
                        .withFinalizers(List.of())
                        .endMetadata()
                        .build());
        assertThat(cluster.configMaps().withName(held.getMetadata().getName()).get())
                .isNull();
    }

    private static void createOwned(String name, ConfigMap owner) {
        cluster.configMap(new ConfigMapBuilder(Cluster.configMap(name, Map.of()))
                        .editMetadata()
                        .addToOwnerReferences(new OwnerReferenceBuilder()
                                .withApiVersion("v1")
                                .withKind("ConfigMap")
                                .withName(owner.getMetadata().getName())
                                .withUid(owner.getMetadata().getUid())
                                .withBlockOwnerDeletion(true)
                                .build())
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void whatIsOwnedGoesWithItsOwner() {
        createOwned("background-child", create("background"));
        cluster.configMaps().withName("background").delete();
        await().atMost(Cluster.PATIENCE)
                .until(() -> cluster.configMaps().withName("background-child").get() == null);
    }

    @Test
    void anOrphanStays() {
        createOwned("orphan-child", create("orphan"));
        cluster.configMaps()
                .withName("orphan")
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();
        await().atMost(Cluster.PATIENCE)
                .until(() -> cluster.configMaps().withName("orphan").get() == null);
        assertThat(cluster.configMaps()
                        .withName("orphan-child")
                        .get()
                        .getMetadata()
                        .getOwnerReferences())
                .isEmpty();
    }

    @Test
    void anOwnerDeletedInTheForegroundGoesLast() {
        createOwned("foreground-child", create("foreground"));
        cluster.configMaps()
                .withName("foreground")
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();
        await().atMost(Cluster.PATIENCE)
                .until(() -> cluster.configMaps().withName("foreground").get() == null);
        assertThat(cluster.configMaps().withName("foreground-child").get()).isNull();
    }

    @Test
    void aNamespaceGoesWithItsContents() {
        try (Cluster other = new Cluster()) {
            // Another sandbox where there is one: what matters is that it goes, not whose it is.
            other.configMap(Cluster.configMap("inside", Map.of())).create();
            other.client().namespaces().withName(other.namespace()).delete();
            await().atMost(Cluster.PATIENCE)
                    .until(() -> other.client()
                                    .namespaces()
                                    .withName(other.namespace())
                                    .get()
                            == null);
        }
    }

    @Test
    void aWatchTellsEveryChangeOfWhatItSelects() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Watcher<ConfigMap> watcher = new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                seen.add(action + " " + map.getData());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed");
            }
        };
        try (var watch = cluster.configMaps().withLabel("watched").watch(watcher)) {
            cluster.configMap(new ConfigMapBuilder(Cluster.configMap("watched", Map.of("n", "1")))
                            .editMetadata()
                            .addToLabels("watched", "yes")
                            .endMetadata()
                            .build())
                    .create();
            assertThat(seen.poll(40, TimeUnit.SECONDS)).isEqualTo("ADDED {n=1}");
            cluster.configMaps()
                    .withName("watched")
                    .edit(map ->
                            new ConfigMapBuilder(map).withData(Map.of("n", "2")).build());
            assertThat(seen.poll(40, TimeUnit.SECONDS)).isEqualTo("MODIFIED {n=2}");
            cluster.configMaps()
                    .withName("watched")
                    .edit(map -> new ConfigMapBuilder(map)
                            .editMetadata()
                            .removeFromLabels("watched")
                            .endMetadata()
                            .build());
            assertThat(seen.poll(40, TimeUnit.SECONDS)).isEqualTo("DELETED {n=2}");
        }
    }

    @Test
    void anInformerKnowsWhatThereIs() {
        create("known");
        try (var informer = cluster.configMaps().inform()) {
            assertThat(informer.getStore().getByKey(cluster.namespace() + "/known"))
                    .isNotNull();
            create("known-later");
            await().atMost(Cluster.PATIENCE)
                    .until(() -> informer.getStore().getByKey(cluster.namespace() + "/known-later") != null);
            cluster.configMaps().withName("known").delete();
            await().atMost(Cluster.PATIENCE)
                    .until(() -> informer.getStore().getByKey(cluster.namespace() + "/known") == null);
        }
    }
}
