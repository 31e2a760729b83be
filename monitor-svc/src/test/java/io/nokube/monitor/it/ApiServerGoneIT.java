package io.nokube.monitor.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.Informers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The line to the API server is cut while the service runs.
@QuarkusTest
@WithTestResource(ClusterResource.class)
class ApiServerGoneIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    @Inject
    Informers informers;

    private final String user = Names.username();

    @AfterEach
    void restore() {
        ClusterResource.link().restore();
        ClusterResource.client().namespaces().withName(user + "-shop").delete();
    }

    @Test
    void isSaidAndMadeUpFor() {
        await().atMost(SOON).until(informers::isComplete);
        await().atMost(SOON).untilAsserted(() -> given().get(ready).then().statusCode(200));

        ClusterResource.link().cut();
        await().atMost(Duration.ofSeconds(10)).until(() -> given().get(ready).statusCode() == 503);
        given().get(live).then().statusCode(200);
        given().auth()
                .oauth2(ClusterResource.token(user, "user"))
                .contentType("application/json")
                .body("""
                        {"project_id": 1, "project_name": "shop", "service_name": "hello", "image_name": "x/hello:1"}
                        """)
                .post("/api/v1/deploy")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("status", equalTo(503));
        NoKubeApp app = applyPastTheLink();

        ClusterResource.link().restore();
        await().atMost(SOON).untilAsserted(() -> given().get(ready).then().statusCode(200));
        await().atMost(SOON)
                .untilAsserted(() -> given().auth()
                        .oauth2(ClusterResource.token(user, "user"))
                        .get("/api/v1/deployments/" + app.getMetadata().getUid())
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("running")));
        assertThat(ClusterResource.client()
                        .apps()
                        .deployments()
                        .inNamespace(user + "-shop")
                        .list()
                        .getItems())
                .hasSize(1);
    }

    private NoKubeApp applyPastTheLink() {
        ClusterResource.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(user + "-shop")
                        .addToLabels("nokube.io/owner", user)
                        .addToLabels("nokube.io/project", "shop")
                        .endMetadata()
                        .build())
                .create();
        NoKubeApp app = Serialization.unmarshal("spec: {image: x/hello:1}", NoKubeApp.class);
        app.setMetadata(new ObjectMetaBuilder()
                .withName("hello")
                .withNamespace(user + "-shop")
                .build());
        return ClusterResource.client().resource(app).fieldManager("kubectl").serverSideApply();
    }
}
