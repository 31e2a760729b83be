package io.nokube.monitor.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeApp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The service with the rights that `k8s/rbac` gives it and no others.
@QuarkusTest
@WithTestResource(ShippedRights.class)
class ShippedRightsIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final KubernetesClient client = ClusterResource.client();
    private final String user = Names.username();
    private final String namespace = user + "-shop";
    private final String foreign = user + "-foreign";

    @BeforeEach
    void isReady() {
        assumeTrue(
                ShippedRights.isEnforced(),
                "Left out: the sandbox knows no rights; set NOKUBE_TEST_KUBECONFIG to a real API server");
        await().atMost(SOON).until(() -> as(user).get("/api/v1/deployments").statusCode() == 200);
    }

    @AfterAll
    static void removeRights() {
        ShippedRights.remove();
    }

    @AfterEach
    void removeNamespaces() {
        client.namespaces().withName(namespace).delete();
        client.namespaces().withName(foreign).delete();
    }

    @Test
    void secretsOfAProjectAndOfNobodyElse() {
        String id = deploy("\"secrets\": {\"PASSWORD\": \"hunter2hunter2\"}, \"storage_size\": \"1Gi\"")
                .statusCode(202)
                .extract()
                .path("deployment_id");
        await().atMost(SOON)
                .untilAsserted(
                        () -> as(user).get("/api/v1/deployments/" + id).then().body("status", equalTo("running")));
        as(user).get("/api/v1/quotas").then().statusCode(200).body("items[0].namespace", equalTo(namespace));
        String hash = hash(namespace);
        assertThat(hash).isNotNull();
        deploy("\"secrets\": {\"PASSWORD\": \"other-other-other\"}").statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(hash(namespace)).isNotEqualTo(hash));

        assertThat(mayList(namespace)).isTrue();
        assertThat(mayList(null)).as("list secrets --all-namespaces").isFalse();
        assertThat(mayList("kube-system")).isFalse();
        assertThat(mayList(ShippedRights.home())).isFalse();
        as(user).delete("/api/v1/deployments/" + id + "?delete_storage=true")
                .then()
                .statusCode(204);
    }

    @Test
    void aRightThatIsGoneIsTakenAgain() {
        String id = deploy("\"replicas\": 1").statusCode(202).extract().path("deployment_id");
        client.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .withName("nokube-tenant")
                .delete();
        await().atMost(SOON).until(() -> !mayList(namespace));
        client.resource(secret(namespace)).create();
        client.resources(NoKubeApp.class)
                .inNamespace(namespace)
                .withName("hello")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"image\": \"x/hello:1\", \"secretRefs\": [\"mine\"]}}");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hash(namespace))
                        .as(() -> Serialization.asYaml(client.resources(NoKubeApp.class)
                                .inNamespace(namespace)
                                .withName("hello")
                                .get()))
                        .isNotNull());
        as(user).get("/api/v1/deployments/" + id).then().statusCode(200);
    }

    @Test
    void inAForeignNamespaceTheOperatorDecides() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(foreign)
                        .endMetadata()
                        .build())
                .create();
        client.resource(secret(foreign)).create();
        NoKubeApp app = Serialization.unmarshal("spec: {image: x/hello:1, secretRefs: [mine]}", NoKubeApp.class);
        app.setMetadata(
                new ObjectMetaBuilder().withName("hello").withNamespace(foreign).build());
        NoKubeApp made = client.resource(app).create();
        await().atMost(SOON).untilAsserted(() -> assertThat(ready().reason()).isEqualTo("SecretsUnreadable"));
        assertThat(ready().message()).contains(foreign);
        given().auth()
                .oauth2(ClusterResource.token("root", "user", "admin"))
                .get("/api/v1/deployments/" + made.getMetadata().getUid())
                .then()
                .body("error.category", equalTo("invalid_spec"))
                .body("error.hint", containsString("nokube-tenant"));

        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("nokube-tenant")
                        .withNamespace(foreign)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "nokube-tenant")
                        .addNewSubject(null, "ServiceAccount", ShippedRights.ACCOUNT, ShippedRights.home())
                        .build())
                .create();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(ready().status()).isEqualTo("True");
            assertThat(hash(foreign)).isNotNull();
        });
    }

    private Condition ready() {
        NoKubeApp app = Objects.requireNonNull(client.resources(NoKubeApp.class)
                .inNamespace(foreign)
                .withName("hello")
                .get());
        assertThat(app.getStatus()).isNotNull();
        return app.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable String hash(String where) {
        Deployment workload =
                client.apps().deployments().inNamespace(where).withName("hello").get();
        return workload == null
                ? null
                : workload.getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getAnnotations()
                        .get("nokube.io/config-hash");
    }

    private static Secret secret(String where) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("mine")
                .withNamespace(where)
                .endMetadata()
                .withStringData(Map.of("A", "one"))
                .build();
    }

    /// @param where null for the whole cluster
    private boolean mayList(@Nullable String where) {
        return client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser("system:serviceaccount:" + ShippedRights.home() + ":" + ShippedRights.ACCOUNT)
                        .withNewResourceAttributes()
                        .withNamespace(where)
                        .withResource("secrets")
                        .withVerb("list")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    private ValidatableResponse deploy(String more) {
        return as(user).contentType("application/json")
                .body("{\"project_id\": 1, \"project_name\": \"shop\", \"service_name\": \"hello\","
                        + " \"image_name\": \"x/hello:1\", " + more + "}")
                .post("/api/v1/deploy")
                .then();
    }

    private static RequestSpecification as(String username) {
        return given().auth().oauth2(ClusterResource.token(username, "user"));
    }
}
