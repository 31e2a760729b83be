package io.nokube.monitor.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Deploys apps as a user of its own and says what became of them; what a test left is removed after it.
class AppSteps {
    static final Duration SOON = Duration.ofSeconds(40);

    final String user = Names.username();
    final String namespace = user + "-myapp";

    @BeforeEach
    void isReady() {
        await().atMost(SOON).until(() -> as(user).get("/api/v1/deployments").statusCode() == 200);
    }

    @AfterEach
    void removeNamespace() {
        ClusterResource.client().namespaces().withName(namespace).delete();
    }

    static String body(String image, String fields) {
        return "{\"project_id\": 1, \"project_name\": \"myapp\", \"service_name\": \"frontend\", \"image_name\": \""
                + image + "\", " + fields + "}";
    }

    String deployed(String image, String fields) {
        return deploy(body(image, fields)).statusCode(202).extract().path("deployment_id");
    }

    ValidatableResponse deploy(String body) {
        return as(user).contentType("application/json")
                .body(body)
                .post("/api/v1/deploy")
                .then();
    }

    ValidatableResponse dryRun(String body) {
        return as(user).contentType("application/json")
                .body(body)
                .post("/api/v1/deploy?dry_run=true")
                .then();
    }

    Response send(String key, String body) {
        return as(user).contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/deploy");
    }

    ValidatableResponse act(String id, String action, @Nullable String body) {
        RequestSpecification request = as(user);
        if (body != null) {
            request.contentType("application/json").body(body);
        }
        return request.post("/api/v1/deployments/" + id + "/" + action).then();
    }

    ValidatableResponse awaitStatus(String id, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> as(user).get("/api/v1/deployments/" + id)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo(status)));
        return as(user).get("/api/v1/deployments/" + id).then();
    }

    <T extends HasMetadata> T cluster(Class<T> type, String name) {
        T found = find(type, name);
        assertThat(found).as("%s %s", type.getSimpleName(), name).isNotNull();
        return found;
    }

    <T extends HasMetadata> T find(Class<T> type, String name) {
        return ClusterResource.client()
                .resources(type)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    static RequestSpecification as(String username) {
        return given().auth().oauth2(ClusterResource.token(username, "user"));
    }
}
