package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.testkit.SteppableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that are cancelled, in every state they can be in.
class SandboxCancelIT {
    private static final Duration RUN_TIME = Duration.ofMinutes(2);

    private final SteppableClock clock = new SteppableClock(Instant.parse("2025-08-18T10:30:00Z"));
    private SandboxGitHub gitHub;
    private Api api;

    @BeforeEach
    void start() {
        gitHub = SandboxGitHub.start(Options.defaults().withRunTime(RUN_TIME).withClock(clock));
        api = Api.of(gitHub);
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void aRunningRunIsCancelledAfterAMoment() {
        var id = api.dispatched(Api.body("b-1", "acme/shop"));
        clock.advance(RUN_TIME.dividedBy(2));
        assertThat(cancel(api, id, "cancel")).isEqualTo(202);
        assertThat(api.run(id).path("status").asText()).isEqualTo("in_progress");
        clock.advance(RUN_TIME.dividedBy(10));
        assertThat(api.run(id).path("conclusion").asText()).isEqualTo("cancelled");
        assertThat(api.log(id)).contains("##[error]The operation was canceled.");
        assertThat(cancel(api, id, "cancel")).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hangs-queued", "hangs-running"})
    void whatHangsGoesOnUntilItIsCancelled(String repository) {
        var id = api.dispatched(Api.body("b-1", "acme/" + repository));
        clock.advance(RUN_TIME.multipliedBy(50));
        assertThat(api.run(id).path("status").asText())
                .isEqualTo(repository.equals("hangs-queued") ? "queued" : "in_progress");
        assertThat(cancel(api, id, "cancel")).isEqualTo(202);
        clock.advance(RUN_TIME);
        assertThat(api.run(id).path("conclusion").asText()).isEqualTo("cancelled");
    }

    @Test
    void whatIgnoresACancellationIsEndedByForce() {
        var id = api.dispatched(Api.body("b-1", "acme/ignores-cancel"));
        clock.advance(RUN_TIME);
        assertThat(cancel(api, id, "cancel")).isEqualTo(202);
        clock.advance(RUN_TIME.multipliedBy(9));
        assertThat(api.run(id).path("status").asText()).isEqualTo("in_progress");
        assertThat(cancel(api, id, "force-cancel")).isEqualTo(202);
        assertThat(api.run(id).path("conclusion").asText()).isEqualTo("cancelled");
    }

    private static int cancel(Api api, long id, String how) {
        return api.post(Api.BUILDS + "/actions/runs/" + id + "/" + how, "").statusCode();
    }
}
