package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each fault switch, and that the sandbox is itself again afterwards.
class SandboxFaultsIT {
    private SandboxGitHub gitHub;
    private Api api;

    @BeforeEach
    void start() {
        gitHub = SandboxGitHub.start(Options.defaults().withRunTime(Duration.ofMillis(80)));
        api = Api.of(gitHub);
    }

    @AfterEach
    void stop() {
        gitHub.close();
        gitHub.close();
    }

    @Test
    void answersInPlaceOfTheRealOneForSoManyRequestsOfAKind() {
        gitHub.faults().next(2, "POST .*/dispatches", Fault.serverError(502));
        assertThat(api.get("/user").statusCode()).isEqualTo(200);
        assertThat(dispatch().statusCode()).isEqualTo(502);
        assertThat(dispatch().statusCode()).isEqualTo(502);
        assertThat(gitHub.dispatchCount("b-1")).isZero();
        assertThat(dispatch().statusCode()).isEqualTo(204);
        assertThat(gitHub.dispatchCount("b-1")).isOne();
        assertThat(gitHub.requests()).hasSize(4).last().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo(Api.DISPATCHES);
            assertThat(request.headers()).containsEntry("authorization", "Bearer " + Options.TOKEN);
            assertThat(request.body()).contains("\"build_id\":\"b-1\"");
        });
    }

    @Test
    void refusesInGitHubsWords() {
        gitHub.faults().next(1, Fault.badCredentials());
        gitHub.faults().next(1, Fault.forbidden());
        gitHub.faults().next(1, Fault.notFound());
        gitHub.faults().next(1, Fault.refused("Workflow does not have 'workflow_dispatch' trigger"));
        assertThat(message(401)).isEqualTo("Bad credentials");
        assertThat(message(403)).startsWith("Resource not accessible");
        assertThat(message(404)).isEqualTo("Not Found");
        assertThat(message(422)).contains("workflow_dispatch");
    }

    private String message(int status) {
        var answer = api.get("/user");
        assertThat(answer.statusCode()).isEqualTo(status);
        return Api.json(answer).path("message").asText();
    }

    @Test
    void limitsTheRate() {
        gitHub.faults().next(1, Fault.tooManyRequests(Duration.ofSeconds(7)));
        gitHub.faults().next(1, Fault.secondaryRateLimit(Duration.ofSeconds(60)));
        var first = api.get("/user");
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("7");
        var second = api.get("/user");
        assertThat(second.statusCode()).isEqualTo(403);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(second.body()).contains("secondary rate limit");

        gitHub.faults().next(1, Fault.rateLimited(Duration.ofSeconds(90)));
        var third = api.get("/user");
        assertThat(third.statusCode()).isEqualTo(403);
        assertThat(third.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
        assertThat(api.get("/user").statusCode()).as("the limit stays").isEqualTo(403);
    }

    @Test
    void hangsCutsAndTalksRubbish() {
        gitHub.faults().next(1, "/user", Fault.hang());
        var impatient = api.request("/user").timeout(Duration.ofMillis(300)).GET();
        assertThatThrownBy(() -> api.send(impatient))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(HttpTimeoutException.class);
        // Two, since the client repeats a GET that was cut off before an answer began.
        gitHub.faults().next(2, "/user", Fault.cut());
        assertThatThrownBy(() -> api.get("/user")).isInstanceOf(UncheckedIOException.class);
        gitHub.faults().clear();
        gitHub.faults().next(1, Fault.garbage());
        assertThat(api.get("/user").body()).contains("Unicorn");
        assertThat(api.get("/user").statusCode()).isEqualTo(200);
    }

    @Test
    void doesWhatItWasAskedAndLosesTheAnswer() {
        gitHub.faults().next(1, "dispatches", Fault.doneThen(Fault.serverError(500)));
        assertThat(dispatch().statusCode()).isEqualTo(500);
        assertThat(gitHub.dispatchCount("b-1")).isOne();
        gitHub.faults().next(1, "dispatches", Fault.doneThen(Fault.cut()));
        assertThatThrownBy(this::dispatch).isInstanceOf(UncheckedIOException.class);
        assertThat(gitHub.dispatchCount("b-1")).isEqualTo(2);
        gitHub.faults().next(1, "dispatches", Fault.doneThen(Fault.hang()));
        var impatient = api.request(Api.DISPATCHES)
                .timeout(Duration.ofMillis(300))
                .POST(HttpRequest.BodyPublishers.ofString(
                        Api.body("b-1", "acme/shop").toString()));
        assertThatThrownBy(() -> api.send(impatient)).isInstanceOf(UncheckedIOException.class);
        assertThat(gitHub.dispatchCount("b-1")).isEqualTo(3);
    }

    @Test
    void sendsHalfAnAnswerAsIfItWereAll() {
        String whole = api.get("/user").body();
        gitHub.faults().next(1, "/user", Fault.halved());
        var halved = api.get("/user");
        assertThat(halved.statusCode()).isEqualTo(200);
        assertThat(halved.body()).hasSize(whole.length() / 2).isEqualTo(whole.substring(0, whole.length() / 2));
    }

    @Test
    void saysThatItHasComeToAFault() {
        var told = new AtomicInteger();
        gitHub.faults()
                .next(1, "dispatches", Fault.doneThen(Fault.told(told::incrementAndGet, Fault.serverError(500))));
        assertThat(dispatch().statusCode()).isEqualTo(500);
        assertThat(told).hasValue(1);
        assertThat(gitHub.runStatus("b-1")).isPresent();
        assertThat(gitHub.runStatus("never sent")).isEmpty();
    }

    @Test
    void staysBrokenUntilItIsMended() {
        gitHub.faults().always("GET", Fault.serverError(503));
        for (int i = 0; i < 5; i++) {
            assertThat(api.get("/user").statusCode()).isEqualTo(503);
        }
        gitHub.faults().clear();
        assertThat(api.get("/user").statusCode()).isEqualTo(200);
    }

    @Test
    void canBeSwitchedByHand() {
        var switched = api.post(
                "/_sandbox/faults", "{\"fault\": \"502\", \"count\": 1, \"request\": \"dispatches\", \"done\": true}");
        assertThat(switched.statusCode()).isEqualTo(204);
        assertThat(dispatch().statusCode()).isEqualTo(502);
        assertThat(api.get("/_sandbox/dispatches").body()).contains("\"build_id\":\"b-1\"");
        assertThat(gitHub.requests()).as("switches are no requests to GitHub").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"fault\": \"earthquake\"}",
                "{\"fault\": 5}",
                "{\"fault\": \"401\", \"request\": \"(\"}"
            })
    void aSwitchThatDoesNotExistIsRefused(String body) {
        assertThat(api.post("/_sandbox/faults", body).statusCode()).isEqualTo(400);
    }

    @Test
    void installsTheWorkflowThroughItsContents() {
        var path = "/repos/acme/builds/contents/.github/workflows/build-image.yml";
        var there = Api.json(api.get(path));
        assertThat(new String(
                        java.util.Base64.getMimeDecoder()
                                .decode(there.path("content").asText()),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("nokube ${{ inputs.build_id }}");
        assertThat(api.put(path, "{\"message\": \"m\", \"content\": \"bmV3\"}").statusCode())
                .isEqualTo(409);
        var sha = there.path("sha").asText();
        assertThat(api.put(path, "{\"message\": \"m\", \"content\": \"bmV3\", \"sha\": \"" + sha + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Api.json(api.get(path)).path("content").asText().strip()).isEqualTo("bmV3");
        var other = "/repos/acme/builds/contents/other.txt";
        assertThat(api.get(other).statusCode()).isEqualTo(404);
        assertThat(api.put(other, "{\"message\": \"m\", \"content\": \"bmV3\"}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void takesALargeBodyWhateverTypeItSaysItHas() {
        var path = api.url() + "/repos/acme/builds/contents/large.txt";
        var body = "{\"message\": \"m\", \"content\": \"" + "bmV3".repeat(20_000) + "\"}";
        var request = HttpRequest.newBuilder(URI.create(path))
                .header("Authorization", "Bearer " + Options.TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        assertThat(api.send(request).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> dispatch() {
        return api.post(Api.DISPATCHES, Api.body("b-1", "acme/shop").toString());
    }
}
