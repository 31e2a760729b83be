package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nokube.testkit.SteppableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sandbox as a client of GitHub's API sees it. Time stands still but where a test moves it.
class SandboxGitHubIT {
    private static final Instant START = Instant.parse("2025-08-18T10:30:00Z");
    private static final Duration RUN_TIME = Duration.ofMinutes(2);

    private final SteppableClock clock = new SteppableClock(START);
    private final Options options = Options.defaults().withRunTime(RUN_TIME).withClock(clock);
    private final List<SandboxGitHub> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(SandboxGitHub::close);
    }

    private Api start(Options with) {
        started.add(SandboxGitHub.start(with));
        return Api.of(started.getLast());
    }

    private SandboxGitHub gitHub() {
        return started.getLast();
    }

    // --- dispatching

    @Test
    void aDispatchIsAnswered204AndMakesARunWithTheBuildsIdInItsTitle() {
        var api = start(options);
        var answer = api.post(Api.DISPATCHES, Api.body("b-1", "acme/shop").toString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        var runs = Api.json(api.get(Api.BUILDS + "/actions/workflows/build-image.yml/runs?event=workflow_dispatch"));
        assertThat(runs.path("total_count").intValue()).isOne();
        assertThat(runs.path("workflow_runs").path(0).path("display_title").asText())
                .isEqualTo("nokube b-1");
        assertThat(gitHub().dispatchCount("b-1")).isOne();
        assertThat(gitHub().dispatches().getFirst().inputs()).containsEntry("repository", "acme/shop");
    }

    @Test
    void theRunsIdIsAnsweredWhenAskedForOrByTheNewerVersionOfTheApi() {
        var api = start(options);
        var asked = Api.body("b-1", "acme/shop").put("return_run_details", true);
        var first = api.post(Api.DISPATCHES, asked.toString(), "X-GitHub-Api-Version", "2022-11-28");
        assertThat(first.statusCode()).isEqualTo(200);
        var id = Api.json(first).path("workflow_run_id").longValue();
        assertThat(Api.json(first).path("run_url").asText()).endsWith("/repos/acme/builds/actions/runs/" + id);
        assertThat(api.run(id).path("display_title").asText()).isEqualTo("nokube b-1");

        var newer =
                api.post(Api.DISPATCHES, Api.body("b-2", "acme/shop").toString(), "X-GitHub-Api-Version", "2026-03-10");
        assertThat(newer.statusCode()).isEqualTo(200);
        assertThat(newer.headers().firstValue("X-GitHub-Api-Version-Selected")).hasValue("2026-03-10");
    }

    @Test
    void anIdCanBeMissingAndTheRunCanAppearLate() {
        var api = start(options.withoutRunIds().withListDelay(Duration.ofSeconds(30)));
        var asked = Api.body("b-1", "acme/shop").put("return_run_details", true);
        assertThat(api.post(Api.DISPATCHES, asked.toString()).statusCode()).isEqualTo(204);
        assertThat(total(api, "")).isZero();
        clock.advance(Duration.ofSeconds(30));
        assertThat(total(api, "")).isOne();
    }

    @Test
    void anOlderEnterpriseServerRefusesToBeAskedForTheId() {
        var api = start(options.refusingRunDetails());
        var asked = Api.body("b-1", "acme/shop").put("return_run_details", true);
        assertThat(api.post(Api.DISPATCHES, asked.toString()).statusCode()).isEqualTo(400);
        assertThat(gitHub().dispatches()).isEmpty();
    }

    @Test
    void inputsThatDoNotFitTheWorkflowFileAreRefusedAndMakeNoRun() {
        var api = start(options);
        var missing = Api.body("b-1", "acme/shop");
        missing.withObject("/inputs").remove("repository");
        var unknown = Api.body("b-1", "acme/shop");
        unknown.withObject("/inputs").put("brunch", "main");
        var choice = Api.body("b-1", "acme/shop");
        choice.withObject("/inputs").put("builder", "magic");
        var large = Api.body("b-1", "acme/shop");
        large.withObject("/inputs").put("dockerfile_content", "x".repeat(65_536));
        assertRefused(api, missing, "Required input 'repository' not provided");
        assertRefused(api, unknown, "Unexpected inputs provided: [\"brunch\"]");
        assertRefused(api, choice, "Provided value 'magic' for input 'builder' not in the list of allowed values");
        assertRefused(api, large, "inputs are too large.");
        assertRefused(api, Api.body("b-1", "acme/shop").put("ref", "nope"), "No ref found for: nope");
        assertThat(gitHub().dispatches()).isEmpty();
    }

    private static void assertRefused(Api api, JsonNode body, String message) {
        var answer = api.post(Api.DISPATCHES, body.toString());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Api.json(answer).path("message").asText()).isEqualTo(message);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        var api = start(options);
        var body = Api.body("b-1", "acme/shop").toString();
        for (var path : List.of(
                "/repos/acme/missing-builds/actions/workflows/build-image.yml/dispatches",
                Api.BUILDS + "/actions/workflows/other.yml/dispatches")) {
            var answer = api.post(path, body);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Api.json(answer).path("message").asText()).isEqualTo("Not Found");
        }
        assertThat(api.get(Api.BUILDS + "/actions/runs/99").statusCode()).isEqualTo(404);
        assertThat(api.get(Api.BUILDS + "/actions/jobs/99/logs").statusCode()).isEqualTo(404);
        assertThat(api.get("/nothing/here").statusCode()).isEqualTo(404);
    }

    // --- what every answer has in common

    @Test
    void credentialsAreNeeded() {
        var api = start(options);
        var wrong = api.get("/user", "Authorization", "Bearer other");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(Api.json(wrong).path("message").asText()).isEqualTo("Bad credentials");
        assertThat(api.get("/user", "Authorization", "token " + Options.TOKEN).statusCode())
                .isEqualTo(200);
        assertThat(api.get("/user", "Authorization", Options.TOKEN).statusCode())
                .isEqualTo(401);
        assertThat(api.get("/user", "X-GitHub-Api-Version", "2020-01-01").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anUnchangedAnswerIs304AndCostsNothing() {
        var api = start(options);
        var path = Api.BUILDS + "/actions/runs?per_page=5";
        var first = api.get(path);
        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(remaining(first)).isEqualTo("4999");
        var same = api.get(path, "If-None-Match", tag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(remaining(same)).isEqualTo("4999");
        api.dispatched(Api.body("b-1", "acme/shop"));
        assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void theHourlyAllowanceEndsAndComesBack() {
        var api = start(options.withHourlyLimit(2));
        assertThat(api.get("/user").statusCode()).isEqualTo(200);
        var last = api.get("/user");
        assertThat(remaining(last)).isEqualTo("0");
        var over = api.get("/user");
        assertThat(over.statusCode()).isEqualTo(403);
        assertThat(over.headers().firstValue("X-RateLimit-Reset"))
                .hasValue(Long.toString(START.plusSeconds(3600).getEpochSecond()));
        var told = Api.json(api.get("/rate_limit")).path("resources").path("core");
        assertThat(told.path("remaining").intValue()).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(api.get("/user").statusCode()).isEqualTo(200);
    }

    private static String remaining(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-RateLimit-Remaining").orElseThrow();
    }

    // --- runs

    @Test
    void aRunPlaysItselfStepByStepToSuccess() {
        var api = start(options);
        var id = api.dispatched(Api.body("b-1", "acme/shop"));
        assertThat(api.run(id).path("status").asText()).isEqualTo("queued");
        assertThat(api.job(id).path("steps")).isEmpty();
        assertThat(logStatus(api, id)).isEqualTo(404);

        clock.advance(RUN_TIME.dividedBy(2));
        assertThat(api.run(id).path("status").asText()).isEqualTo("in_progress");
        assertThat(api.run(id).path("conclusion").isNull()).isTrue();
        var running = api.job(id).path("steps");
        assertThat(steps(running, "status", "in_progress")).hasSize(1);
        assertThat(steps(running, "status", "completed")).contains("Set up job", "Check out repository");
        assertThat(steps(running, "status", "queued")).contains("Report result", "Complete job");
        assertThat(logStatus(api, id)).isEqualTo(404);

        clock.advance(RUN_TIME);
        assertThat(api.run(id).path("conclusion").asText()).isEqualTo("success");
        var over = api.job(id).path("steps");
        assertThat(steps(over, "status", "completed")).hasSize(over.size());
        assertThat(steps(over, "conclusion", "skipped"))
                .containsExactly("Set up QEMU", "Set up pack", "Attest provenance");
        assertThat(names(over)).containsSubsequence("Check inputs", "Build image", "Push image", "Report result");
    }

    @Test
    void theLogReadsAsARunnersDoes() {
        var api = start(options);
        var id = api.dispatched(Api.body("b-1", "acme/shop"));
        clock.advance(RUN_TIME.multipliedBy(2));
        var log = api.log(id);
        assertThat(log).startsWith("\uFEFF2025-08-18T10:30:15.0000000Z ");
        assertThat(log.substring(1).lines())
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z .*"));
        assertThat(log).contains("\u001B[36;1m", "##[group]Run actions/checkout@");
        assertThat(results(log))
                .containsExactly("{\"digest\":\"%s\",\"commit\":\"%s\"}"
                        .formatted(SandboxGitHub.digestOf("b-1"), SandboxGitHub.commitOf("acme/shop", "main")));
        assertThat(log).contains("Cleaning up orphan processes");
    }

    @Test
    void theAddressOfALogIsGoodForAMinuteAndTakesNoCredentials() {
        var api = start(options);
        var id = api.dispatched(Api.body("b-1", "acme/shop"));
        clock.advance(RUN_TIME.multipliedBy(2));
        var logs = Api.BUILDS + "/actions/jobs/" + api.job(id).path("id").longValue() + "/logs";
        var redirect = api.get(logs);
        assertThat(redirect.statusCode()).isEqualTo(302);
        var path = redirect.headers()
                .firstValue("Location")
                .orElseThrow()
                .substring(api.url().length());
        assertThat(api.get(path).statusCode()).as("with credentials").isEqualTo(401);
        assertThat(bare(api, path)).isEqualTo(200);
        assertThat(bare(api, path + "0")).as("forged").isEqualTo(403);
        clock.advance(Duration.ofMinutes(2));
        assertThat(bare(api, path)).as("expired").isEqualTo(403);
    }

    private static int bare(Api api, String path) {
        return api.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(api.url() + path))
                        .GET())
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fails-build      | failure         | Build image          | npm ci --omit=dev" did not complete successfully
            fails-tests      | failure         | Build image          | fail 1
            fails-dockerfile | failure         | Prepare build        | ##[error]Dockerfile not found in the repository
            fails-missing    | failure         | Check out repository | fatal: repository 'https://github.com/acme/fails-missing/' not found
            fails-branch     | failure         | Check out repository | A branch or tag with the name 'main' could not be found
            fails-push       | failure         | Push image           | denied: permission_denied: write_package
            fails-slow       | timed_out       | Build image          | exceeded the maximum execution time
            fails-timeout    | timed_out       | Build image          | exceeded the maximum execution time
            fails-cancelled  | cancelled       | Build image          | ##[error]The operation was canceled.
            """)
    void aRepositoryFailsByItsName(String name, String conclusion, String step, String text) {
        var api = start(options);
        var id = api.dispatched(Api.body("b-1", "acme/" + name));
        clock.advance(RUN_TIME.multipliedBy(2));
        assertThat(api.run(id).path("conclusion").asText()).isEqualTo(conclusion);
        var steps = api.job(id).path("steps");
        var failed = StreamSupport.stream(steps.spliterator(), false)
                .filter(each -> !List.of("success", "skipped")
                        .contains(each.path("conclusion").asText()))
                .map(each -> each.path("name").asText());
        assertThat(failed).containsExactly(step);
        assertThat(steps(steps, "conclusion", "skipped")).contains("Report result");
        assertThat(api.log(id)).contains(text);
        assertThat(results(api.log(id))).isEmpty();
    }

    @Test
    void aRunCanFailWithoutAnyLog() {
        var api = start(options);
        var refused = api.dispatched(Api.body("b-1", "acme/fails-startup"));
        var unpaid = api.dispatched(Api.body("b-2", "acme/fails-quota"));
        clock.advance(RUN_TIME.multipliedBy(2));
        assertThat(api.run(refused).path("conclusion").asText()).isEqualTo("startup_failure");
        assertThat(api.job(refused).isMissingNode()).isTrue();
        assertThat(api.job(unpaid).path("conclusion").asText()).isEqualTo("failure");
        assertThat(logStatus(api, unpaid)).isEqualTo(404);
    }

    @Test
    void aResultCanBeMissingAndADockerfileCanPrintOneOfItsOwn() {
        var api = start(options);
        var silent = api.dispatched(Api.body("b-1", "acme/fails-silent"));
        var spoof = api.dispatched(Api.body("b-2", "acme/spoofs-result"));
        clock.advance(RUN_TIME.multipliedBy(2));
        assertThat(results(api.log(silent))).isEmpty();
        assertThat(results(api.log(spoof))).hasSize(2).last().asString().contains(SandboxGitHub.digestOf("b-2"));
    }

    @Test
    void theListIsNewestFirstInPagesAndFiltered() {
        var api = start(options);
        api.dispatched(Api.body("b-1", "acme/shop"));
        clock.advance(RUN_TIME.multipliedBy(2));
        api.dispatched(Api.body("b-2", "acme/shop"));
        api.dispatched(Api.body("b-3", "acme/shop"));
        var page = api.get(Api.BUILDS + "/actions/runs?per_page=2");
        assertThat(titles(page)).containsExactly("nokube b-3", "nokube b-2");
        assertThat(page.headers().firstValue("Link"))
                .hasValueSatisfying(link -> assertThat(link).contains("per_page=2&page=2>; rel=\"next\""));
        assertThat(titles(api.get(Api.BUILDS + "/actions/runs?per_page=2&page=2")))
                .containsExactly("nokube b-1");
        assertThat(total(api, "status=completed")).isOne();
        assertThat(total(api, "status=success")).isOne();
        assertThat(total(api, "status=queued")).isEqualTo(2);
        assertThat(total(api, "event=push")).isZero();
        assertThat(total(api, "created=%3E%3D2025-08-18T10:31:00Z")).isEqualTo(2);
        assertThat(total(api, "created=%3C2025-08-18T10:31:00Z")).isOne();
        assertThat(total(api, "created=2025-08-18")).isEqualTo(3);
        assertThat(total(api, "created=2025-08-19..2025-08-20")).isZero();
    }

    private static int logStatus(Api api, long id) {
        return api.get(Api.BUILDS + "/actions/jobs/" + api.job(id).path("id").longValue() + "/logs")
                .statusCode();
    }

    private static int total(Api api, String query) {
        return Api.json(api.get(Api.BUILDS + "/actions/runs?" + query))
                .path("total_count")
                .intValue();
    }

    private static List<String> titles(HttpResponse<String> page) {
        return Api.json(page).path("workflow_runs").findValuesAsText("display_title");
    }

    private static List<String> names(JsonNode steps) {
        return steps.findValuesAsText("name");
    }

    private static List<String> steps(JsonNode steps, String field, String value) {
        return StreamSupport.stream(steps.spliterator(), false)
                .filter(step -> step.path(field).asText().equals(value))
                .map(step -> step.path("name").asText())
                .toList();
    }

    private static List<String> results(String log) {
        return log.lines()
                .map(line -> line.replaceFirst("^\\S+ ", ""))
                .filter(line -> line.startsWith("nokube-result: "))
                .map(line -> line.substring("nokube-result: ".length()))
                .toList();
    }
}
