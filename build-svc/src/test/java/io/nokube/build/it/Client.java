package io.nokube.build.it;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A user of the API.
record Client(String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Client user(String name) {
        return new Client(Tokens.user(name));
    }

    RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    Response post(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).post(path);
    }

    Response get(String path) {
        return request().get(path);
    }

    Response patch(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).patch(path);
    }

    Response delete(String path) {
        return request().delete(path);
    }

    int createProject(String name) {
        return post("/api/v1/projects", Map.of("name", name, "repository_url", "https://github.com/amzhm/shop"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    String startBuild(int project, String repository) {
        return post(
                        "/api/v1/builds",
                        Map.of(
                                "project_id",
                                project,
                                "service_name",
                                "frontend",
                                "repository_url",
                                "https://github.com/amzhm/" + repository))
                .then()
                .statusCode(202)
                .extract()
                .path("build_id");
    }

    JsonPath build(String id) {
        return get("/api/v1/builds/" + id).then().statusCode(200).extract().jsonPath();
    }

    JsonPath awaitEnd(String id) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> build(id),
                        build -> List.of("success", "failed", "cancelled").contains(build.getString("status")));
    }

    /// All events until the stream ends by itself.
    List<SseEvent> events(String base, String id, @Nullable String lastEventId) {
        return events(base, id, "events", lastEventId);
    }

    /// @param kind `events` or `logs`
    List<SseEvent> events(String base, String id, String kind, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "api/v1/builds/" + id + "/" + kind))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .timeout(PATIENCE);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpClient client = HttpClient.newHttpClient();
        try {
            // The request's own time limit ends when the answer begins.
            String stream = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .body();
            return SseEvent.parse(stream.lines().toList());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The stream did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            client.shutdownNow();
        }
    }

    record SseEvent(int id, String name, JsonPath data) {
        static List<SseEvent> parse(List<String> lines) {
            List<SseEvent> events = new ArrayList<>();
            String id = "";
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line : lines) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new SseEvent(Integer.parseInt(id), name, JsonPath.from(data.toString())));
                    data.setLength(0);
                }
            }
            return events;
        }
    }
}
