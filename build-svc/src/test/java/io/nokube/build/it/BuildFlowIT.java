package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nokube.build.events.Wakeups;
import io.nokube.build.it.Client.SseEvent;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One build from the request to the image, as its user sees it.
@QuarkusTest
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class BuildFlowIT {
    private static final Client USER = Client.user("testuser");
    private static final Duration SOON = Duration.ofSeconds(20);

    SandboxGitHub gitHub;

    @TestHTTPResource
    URI base;

    @Inject
    Wakeups wakeups;

    @Inject
    Pool database;

    @Test
    void buildIsSentFollowedAndEndsWithItsImage() {
        int project = USER.createProject("myapp");
        Response accepted = USER.post(
                "/api/v1/builds",
                Map.of("project_id", project, "service_name", "frontend", "build_args", Map.of("NODE_ENV", "test")));
        accepted.then().statusCode(202);
        String id = accepted.jsonPath().getString("build_id");
        assertThat(accepted.header("Location")).endsWith("/api/v1/builds/" + id);
        assertThat(accepted.jsonPath().getString("status")).isEqualTo("pending");
        assertThat(accepted.jsonPath().getString("image_full_name"))
                .isEqualTo("ghcr.io/amzhm/testuser-myapp-frontend:latest");
        assertThat(accepted.jsonPath().<String, Object>getMap("$"))
                .containsOnlyKeys(
                        "build_id",
                        "project_id",
                        "service_name",
                        "status",
                        "image_full_name",
                        "image_digest",
                        "branch",
                        "commit_sha",
                        "created_at",
                        "started_at",
                        "completed_at",
                        "duration",
                        "estimated_duration",
                        "queue_position",
                        "steps",
                        "run_url",
                        "logs_url",
                        "error",
                        "retry_of",
                        "requested_by");

        List<SseEvent> events = USER.events(base.toString(), id, null);

        assertThat(events).extracting(SseEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(statuses(events))
                .isSubsetOf("pending", "building", "success")
                .endsWith("success");
        assertThat(events.getLast().name()).isEqualTo("status");
        assertThat(events.getLast().data().getString("image_digest")).isEqualTo(SandboxGitHub.digestOf(id));

        JsonPath build = USER.build(id);
        assertThat(build.getString("status")).isEqualTo("success");
        assertThat(build.getString("image_digest")).isEqualTo(SandboxGitHub.digestOf(id));
        assertThat(build.getString("commit_sha")).isEqualTo(SandboxGitHub.commitOf("amzhm/shop", "main"));
        assertThat(build.getString("run_url")).isNotBlank();
        assertThat(build.getString("completed_at")).isNotBlank();
        assertThat(gitHub.dispatchCount(id)).isEqualTo(1);

        assertThat(USER.get("/api/v1/projects/" + project).jsonPath().getString("last_build.build_id"))
                .isEqualTo(id);
        String next = USER.startBuild(project, "shop");
        assertThat(USER.build(next).getInt("estimated_duration")).isNotNegative();
        USER.awaitEnd(next);
    }

    @Test
    void streamIsResumedWithoutGapOrRepetition() {
        String id = USER.startBuild(USER.createProject("resumed"), "shop");
        List<SseEvent> all = USER.events(base.toString(), id, null);
        int middle = all.get(all.size() / 2).id();

        List<SseEvent> history = USER.events(base.toString(), id, "1");
        assertThat(history).extracting(SseEvent::id).containsExactlyElementsOf(afterTheFirst(history.size() + 1));
        assertThat(statuses(history)).startsWith("pending", "building").endsWith("success");
        assertThat(history).filteredOn(event -> event.name().equals("step")).isNotEmpty();

        List<SseEvent> rest = USER.events(base.toString(), id, Integer.toString(middle));
        assertThat(rest)
                .extracting(SseEvent::id)
                .isEqualTo(all.stream()
                        .map(SseEvent::id)
                        .filter(seq -> seq > middle)
                        .toList());

        List<SseEvent> late = USER.events(base.toString(), id, null);
        assertThat(statuses(late)).containsExactly("success");
        assertThat(late.getFirst().id()).isEqualTo(all.getLast().id());
        assertThat(USER.events(
                        base.toString(), id, Integer.toString(all.getLast().id())))
                .isEmpty();
    }

    /// As where the notification of another replica is lost: nobody here knows that something happened.
    @Test
    void anEventThatNothingTellsOfIsFoundAllTheSame() {
        String id = USER.startBuild(USER.createProject("untold"), "hangs-running");
        await().atMost(SOON).until(() -> USER.build(id).getString("status").equals("building"));
        List<CompletableFuture<List<SseEvent>>> streams = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> USER.events(base.toString(), id, null)))
                .limit(3)
                .toList();
        await().atMost(SOON).until(() -> wakeups.size() == streams.size());

        database.preparedQuery("""
                        with build as (
                            update build.build set last_event = last_event + 1 where id = $1 returning id, last_event)
                        insert into build.build_event (build_id, seq, type, data, last, created_at)
                        select id, last_event, 'status', '{"status": "untold"}', true, now() from build""").executeAndAwait(Tuple.of(UUID.fromString(id)));

        assertThat(streams)
                .extracting(CompletableFuture::join)
                .allSatisfy(events ->
                        assertThat(statuses(events)).startsWith("building").endsWith("untold"));
        USER.delete("/api/v1/builds/" + id).then().statusCode(202);
        USER.awaitEnd(id);
    }

    private static List<Integer> afterTheFirst(int last) {
        return IntStream.rangeClosed(2, last).boxed().toList();
    }

    private static List<String> statuses(List<SseEvent> events) {
        return events.stream()
                .filter(event -> event.name().equals("status"))
                .map(event -> event.data().getString("status"))
                .toList();
    }
}
