package io.nokube.monitor.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The logs of a deployment, followed.
@QuarkusTest
@WithTestResource(ClusterResource.class)
@SuppressWarnings("NullAway.Init")
class LogFollowIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private static final int STREAMS = 30;

    private final String user = Names.username();

    @TestHTTPResource
    URI base;

    @BeforeEach
    void isReady() {
        assumeTrue(
                System.getenv("NOKUBE_TEST_KUBECONFIG") == null,
                "Left out: the API server of NOKUBE_TEST_KUBECONFIG may have no kubelet, and so no logs to follow");
        await().atMost(SOON)
                .until(() -> given().auth()
                                .oauth2(token())
                                .get("/api/v1/deployments")
                                .statusCode()
                        == 200);
    }

    @AfterEach
    void removeNamespace() {
        ClusterResource.client().namespaces().withName(user + "-myapp").delete();
    }

    @Test
    void theLinesOfAllPodsComeUntilTheDeploymentIsGone() throws Exception {
        String id = given().auth()
                .oauth2(token())
                .contentType("application/json")
                .body("{\"project_id\": 1, \"project_name\": \"myapp\", \"service_name\": \"frontend\","
                        + " \"image_name\": \"x/hello:1\", \"replicas\": 2}")
                .post("/api/v1/deploy")
                .then()
                .statusCode(202)
                .extract()
                .path("deployment_id");
        List<String> events = new CopyOnWriteArrayList<>();
        Thread reader = Thread.ofVirtual().start(() -> read(id, events));

        await().atMost(SOON).until(() -> pods(events) == 2);
        given().auth()
                .oauth2(token())
                .delete("/api/v1/deployments/" + id)
                .then()
                .statusCode(204);

        assertThat(reader.join(SOON)).as("ended with the deployment").isTrue();
        assertThat(events)
                .filteredOn(line -> line.startsWith("id:"))
                .isNotEmpty()
                .allMatch(line -> line.matches("id: ?\\d{4}-\\d\\d-\\d\\dT.*"));
    }

    /// Many times, since what is read by several threads may go wrong seldom.
    @Test
    void everyStreamHasTheLinesOfAllPods() throws Exception {
        String id = given().auth()
                .oauth2(token())
                .contentType("application/json")
                .body("{\"project_id\": 1, \"project_name\": \"myapp\", \"service_name\": \"frontend\","
                        + " \"image_name\": \"x/hello:1\", \"replicas\": 3}")
                .post("/api/v1/deploy")
                .then()
                .statusCode(202)
                .extract()
                .path("deployment_id");
        await().atMost(SOON)
                .until(() -> given().auth()
                        .oauth2(token())
                        .get("/api/v1/deployments/" + id)
                        .jsonPath()
                        .getString("status")
                        .equals("running"));
        for (int i = 0; i < STREAMS; i++) {
            List<String> events = new CopyOnWriteArrayList<>();
            Thread reader = Thread.ofVirtual().start(() -> read(id, events));
            await().atMost(SOON).untilAsserted(() -> assertThat(pods(events)).isEqualTo(3));
            reader.interrupt();
            reader.join();
        }
    }

    private static long pods(List<String> events) {
        return events.stream()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.replaceAll(".*\"pod\":\"([^\"]+)\".*", "$1"))
                .distinct()
                .count();
    }

    private void read(String id, List<String> events) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "api/v1/deployments/" + id + "/logs?follow=true"))
                .header("Authorization", "Bearer " + token())
                .header("Accept", "text/event-stream")
                .timeout(SOON)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            response.body().forEach(events::add);
        } catch (InterruptedException | UncheckedIOException e) {
            // The test has seen enough.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() {
        return ClusterResource.token(user, "user");
    }
}
