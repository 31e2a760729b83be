package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.sandbox.github.Fault;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// GitHub not doing what it should: a build is delayed, never lost, and never sent twice.
@QuarkusTest
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class TroubleIT {
    private static final Client USER = Client.user("unlucky");
    private static final String DISPATCH = "POST .*/dispatches";
    private static final String RUN = "GET .*/actions/runs/\\d+$";
    private static final String JOBS = "GET .*/actions/runs/\\d+/jobs";
    private static final String LOG = "GET .*/actions/jobs/\\d+/logs";
    private static final String LIST = "GET .*/workflows/[^/]+/runs";
    private static final String ALL_RUNS = "GET .*/actions/runs$";

    private static int projects;

    SandboxGitHub gitHub;

    @TestHTTPResource(value = "/health", management = true)
    String health;

    @AfterEach
    void gitHubRecovers() {
        gitHub.faults().clear();
    }

    static Stream<Arguments> faultsThatPass() {
        return Stream.of(
                Arguments.of("bad credentials for a moment", DISPATCH, 1, Fault.badCredentials()),
                Arguments.of("server errors", DISPATCH, 2, Fault.serverError(500)),
                Arguments.of("no answer", DISPATCH, 1, Fault.hang()),
                Arguments.of("a cut connection", DISPATCH, 1, Fault.cut()),
                Arguments.of("garbage", DISPATCH, 1, Fault.garbage()),
                Arguments.of("done, but the answer is lost", DISPATCH, 1, Fault.doneThen(Fault.cut())),
                Arguments.of("done, but no answer", DISPATCH, 1, Fault.doneThen(Fault.hang())),
                Arguments.of("done, but an error", DISPATCH, 1, Fault.doneThen(Fault.serverError(502))),
                Arguments.of("done, but garbage", DISPATCH, 1, Fault.doneThen(Fault.garbage())),
                Arguments.of("too many requests", DISPATCH, 1, Fault.tooManyRequests(Duration.ofSeconds(1))),
                Arguments.of("secondary limit", DISPATCH, 1, Fault.secondaryRateLimit(Duration.ofSeconds(1))),
                Arguments.of("primary limit", DISPATCH, 1, Fault.rateLimited(Duration.ofSeconds(1))),
                Arguments.of("run: server errors", RUN, 3, Fault.serverError(503)),
                Arguments.of("run: garbage", RUN, 2, Fault.garbage()),
                Arguments.of("run: not found for a moment", RUN, 2, Fault.notFound()),
                Arguments.of("run: forbidden for a moment", RUN, 1, Fault.forbidden()),
                Arguments.of("run: no answer", RUN, 1, Fault.hang()),
                Arguments.of("run: too many requests", RUN, 1, Fault.tooManyRequests(Duration.ofSeconds(1))),
                Arguments.of("all runs: garbage", ALL_RUNS, 3, Fault.garbage()),
                Arguments.of("all runs: not found", ALL_RUNS, 2, Fault.notFound()),
                Arguments.of("all runs: a pause asked for", ALL_RUNS, 1, Fault.tooManyRequests(Duration.ofSeconds(1))),
                Arguments.of("jobs: garbage", JOBS, 3, Fault.garbage()),
                Arguments.of("jobs: half of them", JOBS, 2, Fault.halved()),
                Arguments.of("all runs: half of them", ALL_RUNS, 2, Fault.halved()),
                Arguments.of("log: another page", LOG, 2, Fault.garbage()),
                Arguments.of("log: not there yet", LOG, 2, Fault.notFound()),
                Arguments.of("log: cut", LOG, 1, Fault.cut()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsThatPass")
    void buildGoesOnToItsTrueEnd(String name, String request, int times, Fault fault) {
        gitHub.faults().next(times, request, fault);

        String id = start("shop");
        JsonPath build = USER.awaitEnd(id);

        assertThat(build.getString("status")).describedAs(name).isEqualTo("success");
        assertThat(build.getString("image_digest")).isEqualTo(SandboxGitHub.digestOf(id));
        assertThat(gitHub.dispatchCount(id)).isEqualTo(1);
    }

    @Test
    void lostAnswersAndBlindLooksTogetherStillSendOnce() {
        gitHub.faults().next(1, DISPATCH, Fault.doneThen(Fault.hang()));
        gitHub.faults().next(3, LIST, Fault.serverError(500));

        String id = start("shop");

        assertThat(USER.awaitEnd(id).getString("status")).isEqualTo("success");
        assertThat(gitHub.dispatchCount(id)).isEqualTo(1);
    }

    @Test
    void refusalsEndTheBuildAndNameTheVariable() {
        gitHub.faults().next(1, DISPATCH, Fault.notFound());
        JsonPath missing = USER.awaitEnd(start("shop"));
        gitHub.faults().next(1, DISPATCH, Fault.refused("No ref found for: main"));
        JsonPath refused = USER.awaitEnd(start("shop"));

        assertThat(missing.getString("error.category")).isEqualTo("dispatch_refused");
        assertThat(missing.getString("error.hint")).contains("NOKUBE_GITHUB_BUILDS_REPO", "NOKUBE_GITHUB_WORKFLOW");
        assertThat(refused.getString("error.category")).isEqualTo("dispatch_refused");
        assertThat(refused.getString("error.message")).contains("No ref found for: main");
        assertThat(refused.getString("error.hint")).contains("NOKUBE_GITHUB_REF");
    }

    @Test
    void credentialsThatStayBadAreShownAndEndTheBuild() {
        gitHub.faults().always("/repos/", Fault.badCredentials());
        String id = start("shop");

        Awaitility.await().until(() -> ready().statusCode() == 503);
        assertThat(ready().asString()).contains("NOKUBE_GITHUB_TOKEN").doesNotContain("sandbox-token");
        RestAssured.get(health + "/live").then().statusCode(200);
        JsonPath build = USER.awaitEnd(id);

        assertThat(build.getString("error.category")).isEqualTo("dispatch_refused");
        assertThat(build.getString("error.hint")).contains("NOKUBE_GITHUB_TOKEN");
        assertThat(gitHub.dispatchCount(id)).isZero();
        gitHub.faults().clear();
        Awaitility.await().until(() -> ready().statusCode() == 200);
        RestAssured.get(health + "/started").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "fails-build, failed, build_failed, Build image",
        "fails-tests, failed, build_failed, Build image",
        "fails-dockerfile, failed, dockerfile_not_found, Prepare build",
        "fails-missing, failed, repository_not_found, Check out repository",
        "fails-branch, failed, repository_not_found, Check out repository",
        "fails-push, failed, push_denied, Push image",
        "fails-timeout, failed, timed_out,",
        "fails-startup, failed, dispatch_refused,",
        "fails-silent, failed, unknown,",
        "fails-quota, failed, quota_exceeded,",
        "ends-oddly, failed, unknown,",
    })
    void failuresSayWhatToDo(String repository, String status, String category, @Nullable String step) {
        JsonPath build = USER.awaitEnd(start(repository));

        assertThat(build.getString("status")).isEqualTo(status);
        assertThat(build.getString("error.category")).isEqualTo(category);
        assertThat(build.getString("error.message")).isNotBlank();
        assertThat(build.getString("error.hint")).isNotBlank();
        assertThat(build.getString("image_digest")).isNull();
        if (step != null) {
            assertThat(build.getString("error.step")).isEqualTo(step);
            assertThat(build.getString("error.log_excerpt")).isNotBlank().doesNotContain("\u001B");
        }
    }

    @Test
    void aRunThatWasCancelledOnGitHubIsCancelled() {
        JsonPath build = USER.awaitEnd(start("fails-cancelled"));

        assertThat(build.getString("status")).isEqualTo("cancelled");
        assertThat(build.<Object>get("error") == null).isTrue();
    }

    @Test
    void whatABuildPrintsIsNotBelieved() {
        String id = start("spoofs-result");

        assertThat(USER.awaitEnd(id).getString("image_digest")).isEqualTo(SandboxGitHub.digestOf(id));
    }

    @Test
    void buildsThatWaitKnowTheirPlace() {
        gitHub.faults().always(DISPATCH, Fault.serverError(500));
        String first = start("shop");
        String second = start("shop");

        int place = USER.build(first).getInt("queue_position");
        assertThat(place).isPositive();
        assertThat(USER.build(second).getInt("queue_position")).isEqualTo(place + 1);
        gitHub.faults().clear();
        assertThat(USER.awaitEnd(second).<Object>get("queue_position") == null).isTrue();
        assertThat(USER.awaitEnd(first).getString("status")).isEqualTo("success");
    }

    @Test
    void metricsCountHowBuildsEndAndWhatGitHubWasAsked() {
        USER.awaitEnd(start("shop"));
        USER.awaitEnd(start("fails-push"));

        String metrics = RestAssured.get(health.replace("/health", "/metrics")).asString();

        assertThat(value(metrics, "nokube_builds_total{category=\"none\",outcome=\"success\""))
                .isPositive();
        assertThat(value(metrics, "nokube_builds_total{category=\"push_denied\",outcome=\"failed\""))
                .isPositive();
        assertThat(value(metrics, "nokube_builds_run_seconds_count")).isPositive();
        assertThat(value(metrics, "nokube_builds_dispatch_seconds_count")).isPositive();
        assertThat(value(metrics, "nokube_github_requests_seconds_count{operation=\"dispatch\",result=\"ok\""))
                .isPositive();
        assertThat(metrics)
                .contains("nokube_builds_active{status=\"pending\"", "nokube_builds_oldest_seconds")
                .contains("nokube_github_rate_remaining", "nokube_event_subscribers");
    }

    /// The value of the first line that begins so.
    private static double value(String metrics, String start) {
        return metrics.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0.0);
    }

    private Response ready() {
        return RestAssured.get(health + "/ready");
    }

    private static String start(String repository) {
        return USER.startBuild(USER.createProject("project" + projects++), repository);
    }
}
