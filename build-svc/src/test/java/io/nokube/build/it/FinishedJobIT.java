package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.it.Client.SseEvent;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Jobs that push nothing: what one printed is there when it is over, and not only when all are.
@QuarkusTest
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class FinishedJobIT {
    private static final Client USER = Client.user("patient");
    private static final String BUILDS = "/api/v1/builds/";
    private static final String SECOND = "Waiting until the run is cancelled";
    private static final String JOB_LOG = "jobs/\\d+/logs";
    private static final Duration SOON = Duration.ofSeconds(30);

    private static int projects;

    SandboxGitHub gitHub;

    @TestHTTPResource
    URI base;

    @Test
    void whatAJobPrintedIsThereWhileTheNextOneGoesOn() throws Exception {
        String id = start();
        CompletableFuture<List<SseEvent>> watching =
                CompletableFuture.supplyAsync(() -> USER.events(base.toString(), id, "logs", null));

        Awaitility.await().atMost(SOON).until(() -> log(id).contains("nokube-result:"));
        String early = log(id);
        String status = USER.build(id).getString("status");
        USER.delete(BUILDS + id).then().statusCode(202);
        USER.awaitEnd(id);
        List<SseEvent> followed = watching.get(30, TimeUnit.SECONDS);

        assertThat(status).isEqualTo("building");
        assertThat(early).contains("##[group]Run ").doesNotContain(SECOND);
        assertThat(USER.build(id).getString("status")).isEqualTo("cancelled");
        assertThat(log(id)).isEqualTo(early + "##[group]Run wait\n" + SECOND + "\n");
        String seen = String.join(
                "",
                followed.stream()
                        .filter(event -> event.name().equals("log"))
                        .map(event -> event.data().getString("text"))
                        .toList());
        assertThat(seen).isEqualTo(log(id));
        assertThat(followed).extracting(SseEvent::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whereTheJobPushesItsLogIsNotFetchedBefore() {
        long fetchedBefore = asked(JOB_LOG);
        String id = start();
        Awaitility.await().atMost(SOON).until(() -> gitHub.dispatchCount(id) == 1);
        USER.request()
                .auth()
                .oauth2(gitHub.jobToken(id, Map.of()))
                .contentType(ContentType.JSON)
                .body(Map.of("sequence", 0, "step", "Build image", "text", "pushed\n"))
                .post(BUILDS + id + "/log-chunks")
                .then()
                .statusCode(200);

        // The second job has begun, and a whole look at it is over: another one followed.
        Awaitility.await()
                .atMost(SOON)
                .until(() -> USER.build(id).getList("steps.name").contains("Wait"));
        long looks = asked("runs/\\d+/jobs");
        Awaitility.await().atMost(SOON).until(() -> asked("runs/\\d+/jobs") >= looks + 2);
        long fetched = asked(JOB_LOG) - fetchedBefore;
        String early = log(id);
        USER.delete(BUILDS + id).then().statusCode(202);
        USER.awaitEnd(id);

        assertThat(fetched).isZero();
        assertThat(early).isEqualTo("pushed\n");
        assertThat(log(id)).contains("nokube-result:").endsWith(SECOND + "\n");
    }

    private static String start() {
        return USER.startBuild(USER.createProject("patient" + projects++), "hangs-after-job");
    }

    private long asked(String path) {
        return gitHub.requests().stream()
                .filter(request -> request.path().matches(".*/actions/" + path))
                .count();
    }

    private static String log(String id) {
        return USER.get(BUILDS + id + "/logs").then().statusCode(200).extract().asString();
    }
}
