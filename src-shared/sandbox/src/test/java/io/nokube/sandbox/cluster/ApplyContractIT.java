package io.nokube.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Server-side apply, asked of the sandbox or of a real API server (`NOKUBE_TEST_KUBECONFIG`).
class ApplyContractIT {
    private static Cluster cluster;

    @BeforeAll
    static void open() {
        cluster = new Cluster();
        cluster.defineWidgets();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    private static ConfigMap apply(String manager, String name, Map<String, String> data) {
        return cluster.configMap(Cluster.configMap(name, data))
                .fieldManager(manager)
                .serverSideApply();
    }

    private static Deployment apply(Deployment deployment) {
        return cluster.client()
                .resource(deployment)
                .inNamespace(cluster.namespace())
                .fieldManager("operator")
                .forceConflicts()
                .serverSideApply();
    }

    private static Deployment withEnv(String name, EnvVar... env) {
        // No pods: only the Deployment itself is of interest.
        return new DeploymentBuilder(Cluster.deployment(name, "x/y:1", 0))
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .withEnv(env)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    @Test
    void applyingTheSameAgainChangesNothing() {
        ConfigMap first = apply("one", "again", Map.of("a", "1"));
        ConfigMap second = apply("one", "again", Map.of("a", "1"));
        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
        assertThat(second.getMetadata().getManagedFields())
                .isEqualTo(first.getMetadata().getManagedFields());
    }

    @Test
    void aFieldThatIsNotAppliedAnyMoreIsRemoved() {
        apply("one", "less", Map.of("a", "1", "b", "2"));
        assertThat(apply("one", "less", Map.of("a", "1")).getData()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void aFieldThatAnotherHasToStays() {
        apply("one", "shared", Map.of("a", "1", "b", "2"));
        apply("two", "shared", Map.of("b", "2"));
        assertThat(apply("one", "shared", Map.of("a", "1")).getData()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void anotherValueIsAConflictUnlessForced() {
        apply("one", "fought", Map.of("a", "1"));
        assertThatThrownBy(() -> apply("two", "fought", Map.of("a", "2")))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(409);
                    assertThat(e.getStatus().getMessage())
                            .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .data.a");
                    assertThat(e.getStatus().getDetails().getCauses())
                            .singleElement()
                            .satisfies(cause -> {
                                assertThat(cause.getReason()).isEqualTo("FieldManagerConflict");
                                assertThat(cause.getField()).isEqualTo(".data.a");
                            });
                });
        ConfigMap forced = cluster.configMap(Cluster.configMap("fought", Map.of("a", "2")))
                .fieldManager("two")
                .forceConflicts()
                .serverSideApply();
        assertThat(forced.getData()).isEqualTo(Map.of("a", "2"));
        assertThat(forced.getMetadata().getManagedFields())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getManager()).isEqualTo("two"));
    }

    @Test
    void anUpdateTakesFieldsOver() {
        apply("one", "updated", Map.of("a", "1", "b", "2"));
        cluster.configMaps()
                .withName("updated")
                .edit(map -> new ConfigMapBuilder(map).addToData("a", "5").build());
        assertThat(apply("one", "updated", Map.of("b", "2")).getData()).isEqualTo(Map.of("a", "5", "b", "2"));
    }

    @Test
    void itemsOfAListGoByTheirKeys() {
        EnvVar a = new EnvVar("A", "1", null);
        EnvVar b = new EnvVar("B", "2", null);
        apply(withEnv("env", a, b));
        Deployment less = apply(withEnv("env", b));
        assertThat(less.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .containsExactly(b);
        EnvVar changed = new EnvVar("B", "3", null);
        Deployment more = apply(withEnv("env", a, changed));
        assertThat(more.getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .containsExactlyInAnyOrder(a, changed);
    }

    @Test
    void replicasThatNobodyAppliesAreLeftAlone() {
        Deployment applied = Cluster.deployment("scaled", "x/pending:1", 2);
        apply(applied);
        // A patch, not an edit: its status is being written at the same time, which would make the version stale.
        cluster.deployment("scaled").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":0}}");
        Deployment without = new DeploymentBuilder(applied)
                .editSpec()
                .withReplicas(null)
                .endSpec()
                .build();
        assertThat(apply(without).getSpec().getReplicas()).isZero();
    }

    @Test
    void definedListsAndSetsGoByTheirKeysToo() {
        cluster.widget("lists", "{image: a, tags: [t], ports: [{name: x, port: 1}, {name: y}], env: {k: v}}")
                .fieldManager("one")
                .serverSideApply();
        cluster.widget("lists", "{image: a, tags: [u], ports: [{name: z, port: 2}]}")
                .fieldManager("two")
                .serverSideApply();
        GenericKubernetesResource less = cluster.widget("lists", "{image: a, ports: [{name: x, port: 1}]}")
                .fieldManager("one")
                .serverSideApply();
        assertThat((List<Map<String, Object>>) less.<List<Map<String, Object>>>get("spec", "ports"))
                .extracting(port -> port.get("name"))
                .containsExactly("x", "z");
        assertThat((List<String>) less.<List<String>>get("spec", "tags")).containsExactly("u");
        assertThat((Object) less.get("spec", "env")).isNull();
    }
}
