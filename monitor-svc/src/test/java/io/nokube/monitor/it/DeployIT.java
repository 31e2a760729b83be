package io.nokube.monitor.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.nokube.crd.NoKubeApp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ClusterResource.class)
class DeployIT {
    private static final String BODY = """
            {
              "project_id": 1,
              "project_name": "myapp",
              "username": "%s",
              "service_name": "frontend",
              "image_name": "%s",
              "replicas": 2,
              "container_port": 3000,
              "service_port": 8000,
              "exposure_type": "external",
              "cpu_request": "100m",
              "memory_request": "256Mi"
            }
            """;
    private static final String IMAGE = "ghcr.io/amzhm/testuser-myapp-frontend:latest";

    private final String user = Names.username();

    @BeforeEach
    void isReady() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as(user).get("/api/v1/deployments").statusCode() == 200);
    }

    @AfterEach
    void removeNamespace() {
        ClusterResource.client().namespaces().withName(user + "-myapp").delete();
    }

    @Test
    void theRequestOfTheDocumentRuns() {
        String id = deploy(BODY.formatted(user, IMAGE))
                .statusCode(202)
                .body("namespace", equalTo(user + "-myapp"))
                .body("status", equalTo("pending"))
                .body("revision", equalTo(1))
                .body("replicas_total", equalTo(2))
                .body("manifests_generated", hasItems("Deployment", "Service", "Ingress"))
                .body("access_url", equalTo("http://frontend-myapp-" + user + ".nokube.local"))
                .body("internal_url", equalTo("http://frontend." + user + "-myapp.svc:8000"))
                .body("error", nullValue())
                .extract()
                .path("deployment_id");
        deploy(BODY.formatted(user, IMAGE)).header("Location", equalTo("/api/v1/deployments/" + id));
        awaitStatus(id, "running").body("replicas_ready", equalTo(2)).body("project_id", equalTo(1));

        NoKubeApp app = cluster(NoKubeApp.class);
        assertThat(app.getMetadata().getUid()).isEqualTo(id);
        Deployment workload = cluster(Deployment.class);
        assertThat(workload.getSpec().getReplicas()).isEqualTo(2);
        var container =
                workload.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getImage()).isEqualTo(IMAGE);
        assertThat(container.getPorts().getFirst().getContainerPort()).isEqualTo(3000);
        assertThat(container.getResources().getRequests())
                .isEqualTo(Map.of("cpu", Quantity.parse("100m"), "memory", Quantity.parse("256Mi")));
        Service service = cluster(Service.class);
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getPort()).isEqualTo(8000);
            assertThat(port.getTargetPort().getIntVal()).isEqualTo(3000);
        });
        Ingress ingress = cluster(Ingress.class);
        assertThat(ingress.getSpec().getRules().getFirst().getHost())
                .isEqualTo("frontend-myapp-" + user + ".nokube.local");
        assertThat(List.<HasMetadata>of(workload, service, ingress))
                .allSatisfy(child -> assertThat(child.getMetadata().getOwnerReferences())
                        .singleElement()
                        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(id)));
        Namespace namespace =
                ClusterResource.client().namespaces().withName(user + "-myapp").get();
        assertThat(namespace.getMetadata().getLabels())
                .containsEntry("nokube.io/owner", user)
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void deployingAgainChangesTheSameApp() {
        String id =
                deploy(BODY.formatted(user, IMAGE)).statusCode(202).extract().path("deployment_id");
        awaitStatus(id, "running");
        deploy(BODY.formatted(user, "ghcr.io/amzhm/testuser-myapp-frontend:v2").replace("external", "internal"))
                .statusCode(202)
                .body("deployment_id", equalTo(id))
                .body("revision", equalTo(2))
                .body("access_url", nullValue())
                .body("manifests_generated", hasItems("Deployment", "Service"))
                .body("manifests_generated", not(hasItems("Ingress")));
        awaitStatus(id, "running").body("image_name", equalTo("ghcr.io/amzhm/testuser-myapp-frontend:v2"));
        await().untilAsserted(() -> assertThat(ClusterResource.client()
                        .resources(Ingress.class)
                        .inNamespace(user + "-myapp")
                        .withName("frontend")
                        .get())
                .isNull());
    }

    @Test
    void anImageThatCannotBePulledIsSaid() {
        String id = deploy(BODY.formatted(user, "ghcr.io/x/pull-error:1"))
                .statusCode(202)
                .extract()
                .path("deployment_id");
        awaitStatus(id, "failed").body("error.category", equalTo("image_pull"));
        deploy(BODY.formatted(user, IMAGE)).statusCode(202);
        awaitStatus(id, "running").body("error", nullValue());
    }

    @Test
    void everyViolatedFieldIsNamed() {
        String body = BODY.formatted(user, "no image")
                .replace("\"replicas\": 2", "\"replicas\": -1, \"cpu_limit\": \"50m\", \"storage_size\": \"none\"")
                .replace("3000", "70000")
                .replace("\"myapp\"", "\"My_App\"")
                .replace("\"exposure_type\"", "\"exposure_typ\"");
        deploy(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "errors.field",
                        hasItems(
                                "image_name",
                                "replicas",
                                "cpu_limit",
                                "storage_size",
                                "container_port",
                                "project_name",
                                "exposure_typ"));
        assertThat(ClusterResource.client()
                        .namespaces()
                        .withName(user + "-myapp")
                        .get())
                .isNull();
    }

    @Test
    void nobodyDeploysForSomebodyElse() {
        deploy(BODY.formatted("somebodyelse", IMAGE)).statusCode(403).body("errors.field", contains("username"));
        given().contentType("application/json")
                .body(BODY.formatted(user, IMAGE))
                .post("/api/v1/deploy")
                .then()
                .statusCode(401);
    }

    @Test
    void whatIsSomebodyElsesDoesNotExist() {
        String id =
                deploy(BODY.formatted(user, IMAGE)).statusCode(202).extract().path("deployment_id");
        String other = Names.username();
        Response others = as(other).get("/api/v1/deployments/" + id);
        Response unknown = as(other).get("/api/v1/deployments/00000000-0000-0000-0000-000000000000");
        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(others.asString().replace(id, ""))
                .isEqualTo(unknown.asString().replace("00000000-0000-0000-0000-000000000000", ""));
        as(other).get("/api/v1/deployments").then().body("total", equalTo(0));
        as(user).get("/api/v1/deployments?project_id=1&limit=1").then().body("items.deployment_id", contains(id));
        given().auth()
                .oauth2(ClusterResource.token("root", "user", "admin"))
                .get("/api/v1/deployments/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void aForeignNamespaceIsNeverEntered() {
        ClusterResource.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(user + "-myapp")
                        .endMetadata()
                        .build())
                .create();
        deploy(BODY.formatted(user, IMAGE)).statusCode(409);
        assertThat(ClusterResource.client()
                        .resources(NoKubeApp.class)
                        .inNamespace(user + "-myapp")
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void aDeploymentCanBeRemoved() {
        String id =
                deploy(BODY.formatted(user, IMAGE)).statusCode(202).extract().path("deployment_id");
        awaitStatus(id, "running");
        as(user).delete("/api/v1/deployments/" + id).then().statusCode(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> as(user).get("/api/v1/deployments/" + id).statusCode() == 404);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ClusterResource.client()
                                .apps()
                                .deployments()
                                .inNamespace(user + "-myapp")
                                .list()
                                .getItems())
                        .isEmpty());
    }

    @Test
    void everybodySeesTheQuotasOfTheirOwnProjects() {
        deploy(BODY.formatted(user, IMAGE)).statusCode(202);
        as(user).get("/api/v1/quotas")
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items[0].namespace", equalTo(user + "-myapp"))
                .body("items[0].project_name", equalTo("myapp"))
                .body("items[0].owner", equalTo(user))
                .body("items[0].resources.resource", contains("cpu", "memory", "storage", "pods"))
                .body("items[0].resources.limit", contains("20", "40Gi", "100Gi", "200"));
        as(Names.username()).get("/api/v1/quotas").then().statusCode(200).body("total", equalTo(0));
        given().auth()
                .oauth2(ClusterResource.token("root", "user", "admin"))
                .get("/api/v1/quotas")
                .then()
                .body("items.namespace", hasItems(user + "-myapp"));
        as(user).get("/api/v1/quotas?limit=1").then().statusCode(400);
        given().get("/api/v1/quotas").then().statusCode(401);
    }

    private ValidatableResponse awaitStatus(String id, String status) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> as(user).get("/api/v1/deployments/" + id)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo(status)));
        return as(user).get("/api/v1/deployments/" + id).then();
    }

    private ValidatableResponse deploy(String body) {
        return as(user).contentType("application/json")
                .body(body)
                .post("/api/v1/deploy")
                .then();
    }

    private <T extends HasMetadata> T cluster(Class<T> type) {
        return ClusterResource.client()
                .resources(type)
                .inNamespace(user + "-myapp")
                .withName("frontend")
                .get();
    }

    private static RequestSpecification as(String username) {
        return given().auth().oauth2(ClusterResource.token(username, "user"));
    }
}
