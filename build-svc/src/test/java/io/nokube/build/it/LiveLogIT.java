package io.nokube.build.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Build;
import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.it.Client.SseEvent;
import io.nokube.build.log.LiveLogs;
import io.nokube.build.loop.Waiting;
import io.nokube.build.store.BuildChanged;
import io.nokube.build.store.BuildRepository;
import io.nokube.sandbox.github.Fault;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a job pushes while it runs: who may, and what becomes of it.
@QuarkusTest
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class LiveLogIT {
    private static final Client USER = Client.user("onlooker");
    private static final String BUILDS = "/api/v1/builds/";
    private static final String STEP = "Build image";
    private static final String LOG = "GET .*/actions/jobs/\\d+/logs";
    private static final String OTHER_DIGEST = "sha256:" + "b".repeat(64);

    private static int projects;

    SandboxGitHub gitHub;

    @TestHTTPResource
    URI base;

    @Inject
    Pool database;

    @Inject
    Clock clock;

    @Inject
    BuildConfig config;

    @Inject
    Event<BuildChanged> changes;

    @Inject
    BuildRepository builds;

    private final List<String> running = new ArrayList<>();

    @AfterEach
    void nothingGoesOn() {
        gitHub.faults().clear();
        running.forEach(id -> USER.delete(BUILDS + id));
        running.forEach(USER::awaitEnd);
    }

    @Test
    void linesAreThereAsTheyArePushedWhateverTheirOrder() {
        String id = running();

        assertThat(push(id, 0, "one\ntw").jsonPath().getInt("next_sequence")).isEqualTo(1);
        assertThat(log(id)).isEqualTo("one\n");
        assertThat(push(id, 2, "four\n").jsonPath().getInt("next_sequence")).isEqualTo(1);
        assertThat(log(id)).isEqualTo("one\n");
        assertThat(push(id, 1, "o\nthree\n").jsonPath().getInt("next_sequence")).isEqualTo(3);

        assertThat(log(id)).isEqualTo("one\ntwo\nthree\nfour\n");
        assertThat(USER.get(BUILDS + id + "/logs?tail=2").asString()).isEqualTo("three\nfour\n");
    }

    @Test
    void whatComesAgainIsAcknowledgedAndIgnored() {
        String id = running();
        push(id, 0, "once\n");

        Response again = push(id, 0, "once\n");
        push(id, 2, "third\n");
        push(id, 2, "third, but otherwise\n");
        push(id, 1, "second\n");

        again.then().statusCode(200);
        assertThat(again.jsonPath().getInt("next_sequence")).isEqualTo(1);
        assertThat(log(id)).isEqualTo("once\nsecond\nthird\n");
    }

    @Test
    void whatDoesNotComeIsAwaitedForAWhileAndThenSaid() {
        String id = running();
        push(id, 0, "one\n");
        push(id, 2, "three\n");

        Awaitility.await().until(() -> log(id).contains("three"));

        List<String> lines = log(id).lines().toList();
        assertThat(lines).hasSize(3).startsWith("one").endsWith("three");
        assertThat(lines.get(1)).startsWith("[NoKube]").contains("did not arrive");
        push(id, 1, "two, too late\n").then().statusCode(200);
        push(id, 3, "four\n");
        assertThat(log(id)).endsWith("three\nfour\n").doesNotContain("too late");
    }

    @Test
    void anotherProcessGoesOnWhereOneWasEnded() {
        String id = running();
        push(id, 0, "before\nin the mid");
        push(id, 2, "after\n");

        LiveLogs afterRestart = new LiveLogs(database, clock, changes, config);
        BuildId build = Objects.requireNonNull(BuildId.parse(id));
        Build stored = Waiting.on(() -> builds.find(build)).orElseThrow();
        int next = Waiting.on(() -> afterRestart.take(stored, 1, STEP, "dle\n"));

        assertThat(next).isEqualTo(3);
        assertThat(log(id)).isEqualTo("before\nin the middle\nafter\n");
    }

    @Test
    void secretsAreMaskedAlsoAcrossPushes() {
        String id = running();

        push(id, 0, "key AKIAABCD");
        push(id, 1, "EFGHIJKLMNOP used\nNPM_TOKEN=abc");
        push(id, 2, "defghi\n-----BEGIN RSA PRIVATE KEY-----\n");
        push(id, 3, "MIIEow\n-----END RSA PRIVATE KEY-----\nopen again\n");

        assertThat(log(id)).isEqualTo("key *** used\nNPM_TOKEN=***\n***\n***\n***\nopen again\n");
    }

    static Stream<Arguments> forged() {
        long now = Instant.now().getEpochSecond();
        return Stream.of(
                Arguments.of("audience", 401, Map.of("aud", "https://github.com/nokube")),
                Arguments.of("issuer", 401, Map.of("iss", "https://token.actions.githubusercontent.com")),
                Arguments.of("expired", 401, Map.of("iat", now - 900, "nbf", now - 900, "exp", now - 600)),
                Arguments.of("not yet", 401, Map.of("nbf", now + 600)),
                Arguments.of("repository", 401, Map.of("repository", "somebody/builds")),
                Arguments.of(
                        "workflow",
                        401,
                        Map.of("job_workflow_ref", "nokube/builds/.github/workflows/other.yml@refs/heads/main")),
                Arguments.of(
                        "branch",
                        401,
                        Map.of("job_workflow_ref", "nokube/builds/.github/workflows/build-image.yml@refs/heads/evil")),
                Arguments.of("event", 401, Map.of("event_name", "pull_request")),
                Arguments.of("run", 403, Map.of("run_id", "1")),
                Arguments.of("no run", 401, Map.of("run_id", "all")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void onlyTheJobOfTheBuildsRunMayPush(String what, int status, Map<String, Object> claims) {
        String id = running();
        String token = gitHub.jobToken(id, claims);

        refused(post(id, "log-chunks", token, chunk(0, "forged\n")), status);
        refused(post(id, "result", token, Map.of("digest", OTHER_DIGEST)), status);

        assertThat(log(id)).isEmpty();
    }

    @Test
    void tokensOfNobodyAreRefused() {
        String id = running();
        String genuine = gitHub.jobToken(id, Map.of());
        String payload = genuine.split("\\.", -1)[1];
        String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + payload + ".";
        String otherKey = genuine.substring(0, genuine.length() - 12) + "AAAAAAAAAAAA";
        String otherRun = gitHub.jobToken(running(), Map.of());

        refused(post(id, "log-chunks", none, chunk(0, "x\n")), 401);
        refused(post(id, "log-chunks", otherKey, chunk(0, "x\n")), 401);
        refused(post(id, "log-chunks", "rubbish", chunk(0, "x\n")), 401);
        refused(post(id, "log-chunks", null, chunk(0, "x\n")), 401);
        refused(post(id, "log-chunks", USER.token(), chunk(0, "x\n")), 401);
        refused(post(id, "log-chunks", otherRun, chunk(0, "x\n")), 403);
        refused(post("0199ab0c-7f5e-7d30-8a35-3b0f3c9d2f41", "log-chunks", genuine, chunk(0, "x\n")), 404);
        refused(post("nonsense", "log-chunks", genuine, chunk(0, "x\n")), 404);
        USER.request().get(BUILDS + id).then().statusCode(200);
        given().auth().oauth2(genuine).get(BUILDS + id).then().statusCode(401);
        assertThat(log(id)).isEmpty();
    }

    @Test
    void wrongChunksAreNamedFieldByField() {
        String id = running();
        String token = gitHub.jobToken(id, Map.of());

        Response wrong = post(id, "log-chunks", token, Map.of("sequence", -1, "step", " ", "text", "x".repeat(65_537)));
        Response unknown = post(id, "log-chunks", token, Map.of("sequence", 0, "step", STEP, "text", "", "seq", 1));
        Response missing = post(id, "log-chunks", token, Map.of());
        Response result = post(id, "result", token, Map.of("digest", "latest", "commit", "main"));

        wrong.then().statusCode(400).contentType("application/problem+json");
        assertThat(wrong.jsonPath().getList("errors.field")).containsExactlyInAnyOrder("sequence", "step", "text");
        assertThat(unknown.jsonPath().getList("errors.field")).containsExactly("seq");
        assertThat(missing.jsonPath().getList("errors.field")).containsExactlyInAnyOrder("sequence", "step", "text");
        assertThat(result.jsonPath().getList("errors.field")).containsExactlyInAnyOrder("digest", "commit");
    }

    @Test
    void whoWatchedGoesOnInTheWholeLogWhereThePushedLinesEnded() throws Exception {
        List<String> printed = printed();
        gitHub.faults().always(LOG, Fault.notFound());
        String id = start("shop");
        awaitRun(id);
        push(id, 0, String.join("\n", printed.subList(0, 4)) + "\n");
        push(id, 1, String.join("\n", printed.subList(4, 9)) + "\n");
        String pushed = log(id);

        CompletableFuture<List<SseEvent>> watching =
                CompletableFuture.supplyAsync(() -> USER.events(base.toString(), id, "logs", null));
        gitHub.faults().clear();
        List<SseEvent> followed = watching.get(30, TimeUnit.SECONDS);

        assertThat(pushed.lines().toList()).isEqualTo(printed.subList(0, 9));
        assertThat(followed).extracting(SseEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(followed.getLast().name()).isEqualTo("end");
        assertThat(followed.getLast().data().getString("status")).isEqualTo("success");
        assertThat(lines(followed, STEP)).startsWith(printed.getFirst()).containsSubsequence(printed);
        assertThat(lines(followed, STEP).stream().filter(printed::contains)).containsExactlyElementsOf(printed);
        assertThat(followed).anyMatch(event -> event.data().prettify().contains("nokube-result:"));
        assertThat(log(id)).contains(pushed).contains("nokube-result:");
        List<SseEvent> resumed = USER.events(base.toString(), id, "logs", "2");
        assertThat(lines(resumed, STEP).stream().filter(printed::contains))
                .containsExactlyElementsOf(printed.subList(9, printed.size()));
    }

    /// What a successful build prints, as a build before this one did.
    private List<String> printed() {
        String before = start("shop");
        USER.awaitEnd(before);
        List<String> lines = USER.request()
                .queryParam("step", STEP)
                .get(BUILDS + before + "/logs")
                .asString()
                .lines()
                .toList();
        return lines.subList(lines.indexOf("##[endgroup]") + 1, lines.size()).stream()
                .filter(line -> !line.startsWith("::"))
                .toList();
    }

    @Test
    void logEventsComeAmongTheOthers() {
        String id = running();
        String last = String.valueOf(lastEvent(id));
        push(id, 0, "first\nsecond\n");
        USER.delete(BUILDS + id).then().statusCode(202);

        List<SseEvent> events = USER.events(base.toString(), id, last);

        SseEvent pushed = events.stream()
                .filter(event -> event.name().equals("log"))
                .findFirst()
                .orElseThrow();
        assertThat(pushed.data().getString("text")).isEqualTo("first\nsecond\n");
        assertThat(pushed.data().getString("step")).isEqualTo(STEP);
        assertThat(pushed.data().getString("build_id")).isEqualTo(id);
        assertThat(pushed.data().getInt("lines")).isEqualTo(2);
        assertThat(events).extracting(SseEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(events.getLast().data().getString("status")).isEqualTo("cancelled");
        post(id, "log-chunks", gitHub.jobToken(id, Map.of()), chunk(1, "too late\n"))
                .then()
                .statusCode(409);
        assertThat(log(id)).doesNotContain("too late");
    }

    @Test
    void theResultThatTheJobReportsComesFirst() {
        String id = start("shop");
        Awaitility.await().until(() -> gitHub.dispatchCount(id) == 1);
        String token = gitHub.jobToken(id, Map.of());
        Map<String, String> result = Map.of("digest", OTHER_DIGEST, "commit", "c".repeat(40));

        post(id, "result", token, result).then().statusCode(204);
        post(id, "result", token, result).then().statusCode(204);
        refused(post(id, "result", token, Map.of("digest", "sha256:" + "d".repeat(64))), 409);

        JsonPath build = USER.awaitEnd(id);
        assertThat(build.getString("status")).isEqualTo("success");
        assertThat(build.getString("image_digest")).isEqualTo(OTHER_DIGEST);
        assertThat(build.getString("commit_sha")).isEqualTo("c".repeat(40));
        refused(post(id, "result", token, result), 409);
    }

    private static List<String> lines(List<SseEvent> events, String step) {
        return events.stream()
                .filter(event -> event.name().equals("log")
                        && event.data().getString("step").equals(step))
                .flatMap(event -> event.data().getString("text").lines())
                .toList();
    }

    private int lastEvent(String id) {
        Tuple build = Tuple.of(UUID.fromString(id));
        return Waiting.on(() -> database.preparedQuery("select last_event from build.build where id = $1")
                .execute(build)
                .map(rows -> rows.iterator().next().getInteger(0)));
    }

    private String log(String id) {
        return USER.get(BUILDS + id + "/logs").then().statusCode(200).extract().asString();
    }

    private Response push(String id, int sequence, String text) {
        Response answer = post(id, "log-chunks", gitHub.jobToken(id, Map.of()), chunk(sequence, text));
        answer.then().statusCode(200);
        return answer;
    }

    private static Map<String, Object> chunk(int sequence, String text) {
        return Map.of("sequence", sequence, "step", STEP, "text", text);
    }

    private static Response post(String id, String what, @Nullable String token, Object body) {
        var request = given().contentType(ContentType.JSON).body(body);
        return (token == null ? request : request.auth().oauth2(token)).post(BUILDS + id + "/" + what);
    }

    /// A problem that says no more than which kind it is.
    private static void refused(Response answer, int status) {
        answer.then().statusCode(status).contentType("application/problem+json");
        assertThat(answer.asString())
                .doesNotContain("nokube/builds", "audience", "issuer", "expired", "run_id", "workflow_ref");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A build whose run goes on until it is cancelled.
    private String running() {
        String id = start("hangs-running");
        running.add(id);
        awaitRun(id);
        return id;
    }

    private static void awaitRun(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> USER.build(id).getString("run_url") != null);
    }

    private static String start(String repository) {
        return USER.startBuild(USER.createProject("live" + projects++), repository);
    }
}
