package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a build printed, as its user reads it.
@QuarkusTest
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class LogsIT {
    private static final Client USER = Client.user("reader");
    private static final Client OTHER = Client.user("stranger");

    @TestHTTPResource
    URI base;

    @Test
    void aLogIsReadWholeByStepAndFromItsEnd() {
        String id = USER.startBuild(USER.createProject("printed"), "shop");
        USER.awaitEnd(id);
        String path = USER.build(id).getString("logs_url");
        assertThat(path).isEqualTo("/api/v1/builds/" + id + "/logs");

        Response whole = USER.get(path);
        whole.then().statusCode(200);
        assertThat(whole.contentType()).startsWith("text/plain");
        List<String> lines = whole.asString().lines().toList();
        assertThat(lines).anyMatch(line -> line.startsWith("nokube-result: {\"digest\":"));
        assertThat(lines).noneMatch(line -> line.matches("^\\d{4}-\\d\\d-\\d\\dT.*"));

        assertThat(USER.get(path + "?tail=3").asString().lines().toList())
                .isEqualTo(lines.subList(lines.size() - 3, lines.size()));
        assertThat(USER.get(path + "?tail=10000").asString()).isEqualTo(whole.asString());

        String result = USER.request()
                .queryParam("step", "Report result")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(result).contains("nokube-result:").isSubstringOf(whole.asString());
        assertThat(result.lines().count()).isLessThan(lines.size());

        assertThat(whole.asString()).contains("\u001B[");
        assertThat(USER.get(path + "?ansi=strip").asString())
                .doesNotContain("\u001B")
                .contains("nokube-result:");
    }

    @Test
    void aFailedBuildHasItsLogToo() {
        String id = USER.startBuild(USER.createProject("failing"), "fails-build");
        USER.awaitEnd(id);

        String excerpt = USER.build(id).getString("error.log_excerpt");

        assertThat(excerpt).isNotBlank();
        assertThat(USER.get("/api/v1/builds/" + id + "/logs?ansi=strip").asString())
                .contains(excerpt.lines().toList().getLast());
    }

    @Test
    void wrongQuestionsAreNamed() {
        String id = USER.startBuild(USER.createProject("asked"), "shop");
        USER.awaitEnd(id);
        String path = "/api/v1/builds/" + id + "/logs";

        Response wrong = USER.get(path + "?tail=0&ansi=red&lines=4");
        wrong.then().statusCode(400).contentType("application/problem+json");
        assertThat(wrong.jsonPath().getList("errors.field")).containsExactlyInAnyOrder("tail", "ansi", "lines");
        Response step = USER.get(path + "?step=Nothing");
        step.then().statusCode(404);
        assertThat(step.jsonPath().getString("detail")).contains("Build image");
    }

    @Test
    void aLogThatIsNotThereYetIsEmptyAndNobodyElsesIsAny() {
        String id = USER.startBuild(USER.createProject("hanging"), "hangs-running");
        String path = "/api/v1/builds/" + id + "/logs";

        assertThat(USER.get(path).then().statusCode(200).extract().asString()).isEmpty();
        OTHER.get(path).then().statusCode(404);
        OTHER.request().accept("text/event-stream").get(path).then().statusCode(404);
        Response follow = USER.request().accept("text/event-stream").get(path + "?tail=3");
        follow.then().statusCode(400);
        assertThat(follow.jsonPath().getList("errors.field")).containsExactly("tail");

        // A run that is cancelled before a step of it begins prints nothing.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> USER.build(id).getList("steps.status").contains("in_progress"));
        USER.delete("/api/v1/builds/" + id).then().statusCode(202);
        USER.awaitEnd(id);
        assertThat(USER.get(path).asString()).contains("The operation was canceled.");
    }

    @Test
    void aLogIsFollowedToItsEndAndResumed() {
        String id = USER.startBuild(USER.createProject("followed"), "shop");

        List<Map.Entry<String, String>> events = follow(id, null);

        String whole = USER.get("/api/v1/builds/" + id + "/logs").asString();
        assertThat(events.getLast().getValue())
                .contains("\"status\":\"success\"")
                .contains("\"kept\":true");
        assertThat(events).hasSizeGreaterThan(2);
        assertThat(whole).isNotEmpty();

        List<Map.Entry<String, String>> rest = follow(id, "2");
        assertThat(rest).isEqualTo(events.subList(2, events.size()));
    }

    /// Ids and data of all events.
    private List<Map.Entry<String, String>> follow(String id, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "api/v1/builds/" + id + "/logs"))
                .header("Authorization", "Bearer " + USER.token())
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(30));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> response = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            List<String> lines = response.body().toList();
            List<String> ids = values(lines, "id:");
            List<String> data = values(lines, "data:");
            assertThat(ids).hasSameSizeAs(data).doesNotHaveDuplicates();
            return Stream.iterate(0, i -> i < ids.size(), i -> i + 1)
                    .map(i -> Map.entry(ids.get(i), data.get(i)))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> values(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip())
                .toList();
    }
}
