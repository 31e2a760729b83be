package io.nokube.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Custom resources, asked of the sandbox or of a real API server (`NOKUBE_TEST_KUBECONFIG`).
class CustomResourceContractIT {
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

    private static GenericKubernetesResource patch(String name, String patch) {
        return cluster.widget(name, "{}").patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    @Test
    void defaultsAreFilledInAndUnknownFieldsDropped() {
        GenericKubernetesResource widget = cluster.widget(
                        "defaults", "{image: a, nope: 1, replicas: null, free: {x: {y: 1}}}")
                .fieldValidation(FieldValidateable.Validation.IGNORE)
                .create();
        assertThat((Object) widget.get("spec"))
                .isEqualTo(Map.of(
                        "image",
                        "a",
                        "replicas",
                        1,
                        "mode",
                        "web",
                        "tls",
                        Map.of("enabled", false),
                        "free",
                        Map.of("x", Map.of("y", 1))));
    }

    @Test
    void unknownFieldsAreRefusedWhereThatIsAskedFor() {
        assertThatThrownBy(() -> cluster.widget("strict", "{image: a, nope: 1, tls: {bad: 2}}")
                        .fieldValidation(FieldValidateable.Validation.STRICT)
                        .create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(400);
                    assertThat(e.getStatus().getMessage())
                            .contains("unknown field \"spec.nope\"")
                            .contains("unknown field \"spec.tls.bad\"");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {image: a, replicas: -1}                         | spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0
            {image: a, replicas: 11}                         | spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal to 10
            {image: a, replicas: x}                          | spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string"
            {image: a, mode: x}                              | spec.mode: Unsupported value: "x": supported values: "web", "worker"
            {image: A B}                                     | spec.image in body should match '^[a-z/:.0-9-]+$'
            {image: ""}                                      | spec.image in body should be at least 1 chars long
            {}                                               | spec.image: Required value
            {image: a, args: [a, b, c, d]}                   | spec.args: Too many: 4: must have at most 3 items
            {image: a, args: [1]}                            | spec.args[0]: Invalid value: "integer": spec.args[0] in body must be of type string: "integer"
            {image: a, tags: [a, a]}                         | spec.tags[1]: Duplicate value: "a"
            {image: a, ports: [{name: a}, {name: a}]}        | spec.ports[1]: Duplicate value: {"name":"a"}
            {image: a, port: true}                           | spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"
            {image: a, mode: worker, port: 80}               | a worker has no port
            {image: a, res: {request: "2", limit: 500m}}     | request 2 is over the limit
            """)
    void whatTheSchemaForbidsIsRefusedInTheServersWords(String spec, String message) {
        assertThatThrownBy(() -> cluster.widget("refused", spec).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(422);
                    assertThat(e.getStatus().getReason()).isEqualTo("Invalid");
                    assertThat(e.getStatus().getMessage())
                            .startsWith("Widget.contract.nokube.io \"refused\" is invalid: ")
                            .contains(message);
                });
    }

    @Test
    void rulesCompareWithWhatWas() {
        cluster.widget("fixed", "{image: a, fixed: one}").create();
        patch("fixed", "{\"spec\":{\"image\":\"b\"}}");
        assertThatThrownBy(() -> patch("fixed", "{\"spec\":{\"fixed\":\"two\"}}"))
                .hasMessageContaining("spec.fixed: Invalid value: \"two\": is immutable");
    }

    @Test
    void statusAndTheRestAreWrittenApart() {
        GenericKubernetesResource widget = cluster.widget("apart", "{image: a}").create();
        assertThat(widget.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(patch("apart", "{\"status\":{\"replicas\":9}}").getAdditionalProperties())
                .doesNotContainKey("status");
        GenericKubernetesResource reported = cluster.widget("apart", "{}")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"replicas\":5},\"status\":{\"replicas\":2}}");
        assertThat((Object) reported.get("status", "replicas")).isEqualTo(2);
        assertThat((Object) reported.get("spec", "replicas")).isEqualTo(1);
        assertThat(reported.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(patch("apart", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}")
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(1);
        assertThat(patch("apart", "{\"spec\":{\"replicas\":3}}").getMetadata().getGeneration())
                .isEqualTo(2);
    }

    @Test
    void anUpdateMustSayOfWhichVersion() {
        cluster.widget("blind", "{image: a}").create();
        GenericKubernetesResource blind = cluster.widget("blind", "{image: b}").item();
        String path = "/apis/contract.nokube.io/v1/namespaces/" + cluster.namespace() + "/widgets/blind";
        assertThatThrownBy(() -> cluster.client().raw(path, "PUT", blind))
                .hasMessageContaining("metadata.resourceVersion");
    }

    @Test
    void aDefinitionThatGoesTakesItsResourcesAlong() {
        try (Cluster other = new Cluster()) {
            other.defineWidgets();
            other.widget("gone", "{image: a}").create();
            var definitions = other.client().apiextensions().v1().customResourceDefinitions();
            definitions.withName("widgets.contract.nokube.io").delete();
            await().atMost(Cluster.PATIENCE)
                    .until(() ->
                            definitions.withName("widgets.contract.nokube.io").get() == null);
            other.defineWidgets();
            await().atMost(Cluster.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(other.widget("gone", "{}").get()).isNull());
        } finally {
            cluster.defineWidgets();
        }
    }
}
