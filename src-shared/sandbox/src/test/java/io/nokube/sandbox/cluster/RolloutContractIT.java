package io.nokube.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Deployments and their pods, asked of the sandbox or of a real API server and controllers (`NOKUBE_TEST_KUBECONFIG`).
class RolloutContractIT {
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static Cluster cluster;

    @BeforeAll
    static void open() {
        cluster = new Cluster();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static void create(Deployment deployment) {
        cluster.client().resource(deployment).inNamespace(cluster.namespace()).create();
    }

    private static List<Pod> pods(String name) {
        return cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel("app", name)
                .list()
                .getItems();
    }

    private static void awaitRollout(String name, int replicas) {
        await(name).atMost(Cluster.PATIENCE).untilAsserted(() -> {
            Deployment found = cluster.deployment(name).get();
            assertThat(found.getStatus().getObservedGeneration())
                    .isEqualTo(found.getMetadata().getGeneration());
            assertThat(found.getStatus().getUpdatedReplicas()).isEqualTo(replicas);
            assertThat(found.getStatus().getAvailableReplicas()).isEqualTo(replicas);
            assertThat(found.getStatus().getReplicas()).isEqualTo(replicas);
            assertThat(found.getStatus().getUnavailableReplicas()).isNull();
        });
    }

    private static void setImage(String name, String image) {
        // A patch, not an edit: its status is being written at the same time, which would make the version stale.
        cluster.deployment(name)
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"%s\"}]"
                                .formatted(image));
    }

    private static DeploymentCondition condition(String name, String type) {
        return cluster.deployment(name).get().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDeploymentBecomesPodsAndIsRolledForwardAndBack() {
        create(Cluster.deployment("web", "x/y:1", 2));
        awaitRollout("web", 2);
        assertThat(condition("web", "Available").getStatus()).isEqualTo("True");
        assertThat(condition("web", "Progressing").getReason()).isEqualTo("NewReplicaSetAvailable");
        assertThat(cluster.deployment("web").get().getMetadata().getAnnotations())
                .containsEntry(REVISION, "1");

        setImage("web", "x/y:2");
        awaitRollout("web", 2);
        assertThat(pods("web"))
                .allSatisfy(pod -> assertThat(
                                pod.getSpec().getContainers().getFirst().getImage())
                        .isEqualTo("x/y:2"));
        assertThat(cluster.deployment("web").get().getMetadata().getAnnotations())
                .containsEntry(REVISION, "2");

        setImage("web", "x/y:1");
        awaitRollout("web", 2);
        assertThat(cluster.deployment("web").get().getMetadata().getAnnotations())
                .containsEntry(REVISION, "3");
        assertThat(cluster.client()
                        .apps()
                        .replicaSets()
                        .inNamespace(cluster.namespace())
                        .withLabel("app", "web")
                        .list()
                        .getItems())
                .as("the first template's ReplicaSet is used again")
                .hasSize(2);

        cluster.deployment("web").scale(1);
        awaitRollout("web", 1);
        cluster.deployment("web").delete();
        await().atMost(Cluster.PATIENCE).until(() -> pods("web").isEmpty());
    }

    @Test
    void aBrokenImageLeavesTheOldPodsInPlace() {
        create(new DeploymentBuilder(Cluster.deployment("broken", "x/y:1", 1))
                .editSpec()
                .withProgressDeadlineSeconds(2)
                .endSpec()
                .build());
        awaitRollout("broken", 1);
        setImage("broken", "x/pull-error:2");
        await().atMost(Cluster.PATIENCE)
                .untilAsserted(
                        () -> assertThat(condition("broken", "Progressing").getReason())
                                .isEqualTo("ProgressDeadlineExceeded"));
        await().during(Duration.ofSeconds(3))
                .atMost(Cluster.PATIENCE)
                .untilAsserted(
                        () -> assertThat(condition("broken", "Progressing").getStatus())
                                .as("it stays so")
                                .isEqualTo("False"));
        assertThat(condition("broken", "Available").getStatus()).isEqualTo("True");
        Deployment broken = cluster.deployment("broken").get();
        assertThat(broken.getStatus().getAvailableReplicas()).isEqualTo(1);
        assertThat(broken.getStatus().getUnavailableReplicas()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "pull-error, Pending, ImagePullBackOff",
        "crash, Running, CrashLoopBackOff",
        "oom, Running, CrashLoopBackOff",
    })
    void aPodFailsAsItsImagesNameSays(String image, String phase, String reason) {
        create(Cluster.deployment(image, "x/" + image + ":1", 1));
        await().atMost(Cluster.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(pods(image)).singleElement().satisfies(pod -> {
                    assertThat(pod.getStatus().getPhase()).isEqualTo(phase);
                    assertThat(pod.getStatus()
                                    .getContainerStatuses()
                                    .getFirst()
                                    .getState()
                                    .getWaiting()
                                    .getReason())
                            .isEqualTo(reason);
                }));
    }

    @Test
    void aSelectorIsForGood() {
        create(Cluster.deployment("selector", "x/pending:1", 0));
        // A patch without a version: the controller writes the status at the same time.
        String change = """
                {"spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels": {"a": "b"}}}}}""";
        assertThatThrownBy(() -> cluster.deployment("selector").patch(PatchContext.of(PatchType.JSON_MERGE), change))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getStatus().getMessage()).endsWith("field is immutable"));
    }
}
