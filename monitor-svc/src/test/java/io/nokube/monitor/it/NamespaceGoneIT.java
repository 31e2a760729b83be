package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.nokube.crd.NoKubeApp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Somebody deletes a project's namespace, with everything in it, while NoKube is at work there.
@QuarkusTest
@WithTestResource(ClusterResource.class)
class NamespaceGoneIT extends AppSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FIELDS =
            "\"replicas\": 2, \"env_vars\": {\"A\": \"one\"}, \"secrets\": {\"B\": \"two\"}";

    private final String neighbour = Names.username();

    /// How far the app has come when its namespace is deleted.
    enum Moment {
        JUST_ACCEPTED,
        CHILDREN_BEGUN,
        RUNNING,
        BEING_CHANGED
    }

    @AfterEach
    void removeNeighbour() {
        ClusterResource.client().namespaces().withName(neighbour + "-myapp").delete();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void itsAppsAreGoneAndTheProjectBeginsAnew(Moment moment) {
        String neighbours = as(neighbour)
                .contentType("application/json")
                .body(body("x/hello:1", "\"replicas\": 1"))
                .post("/api/v1/deploy")
                .then()
                .statusCode(202)
                .extract()
                .path("deployment_id");
        String id = deployed("x/hello:1", FIELDS);
        reach(moment, id);

        ClusterResource.client().namespaces().withName(namespace).delete();
        Response meanwhile = as(user).contentType("application/json")
                .body(body("x/hello:3", FIELDS))
                .post("/api/v1/deploy");
        if (meanwhile.statusCode() != 202) {
            meanwhile.then().statusCode(409).body("detail", containsString("is being deleted"));
        }

        await().atMost(PATIENCE)
                .until(() -> as(user).get("/api/v1/deployments/" + id).statusCode() == 404);
        await().atMost(PATIENCE).until(this::isDeployedAnew);
        NoKubeApp app = cluster(NoKubeApp.class, "frontend");
        assertThat(app.getMetadata().getUid()).isNotEqualTo(id);
        awaitStatus(app.getMetadata().getUid(), "running").body("image_name", equalTo("x/hello:4"));
        as(user).get("/api/v1/deployments").then().statusCode(200).body("total", equalTo(1));
        as(neighbour)
                .get("/api/v1/deployments/" + neighbours)
                .then()
                .statusCode(200)
                .body("image_name", equalTo("x/hello:1"));
    }

    private void reach(Moment moment, String id) {
        switch (moment) {
            case JUST_ACCEPTED -> {}
            case CHILDREN_BEGUN -> await().atMost(SOON).until(() -> find(Deployment.class, "frontend") != null);
            case RUNNING -> awaitStatus(id, "running");
            case BEING_CHANGED -> {
                awaitStatus(id, "running");
                deploy(body("x/hello:2", FIELDS)).statusCode(202);
            }
        }
    }

    /// Refused for as long as the old namespace is there, and never with a fault of NoKube's.
    private boolean isDeployedAnew() {
        Namespace found =
                ClusterResource.client().namespaces().withName(namespace).get();
        boolean isGoing = found != null && found.getMetadata().getDeletionTimestamp() != null;
        Response answer = as(user).contentType("application/json")
                .body(body("x/hello:4", FIELDS))
                .post("/api/v1/deploy");
        assertThat(answer.statusCode()).as(answer.asString()).isIn(202, 409);
        return answer.statusCode() == 202 && !isGoing;
    }
}
