package io.nokube.build.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Fixtures;
import io.nokube.testkit.SteppableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateGateTest {
    private static final Instant NOW = Fixtures.T0;

    private final SteppableClock clock = new SteppableClock(NOW);
    private final RateGate gate = new RateGate(clock);

    @Test
    void retryAfterIsObeyed() {
        assertThat(gate.note(reply(429, "", Map.of("Retry-After", "7")))).isEqualTo(NOW.plusSeconds(7));
        assertThat(gate.closedUntil()).isEqualTo(NOW.plusSeconds(7));

        clock.advance(Duration.ofSeconds(7));
        assertThat(gate.closedUntil()).isNull();
    }

    @Test
    void anExhaustedHourIsWaitedOut() {
        String reset = Long.toString(NOW.plusSeconds(600).getEpochSecond());

        assertThat(gate.note(reply(403, "", Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset))))
                .isEqualTo(NOW.plusSeconds(601));
        assertThat(gate.rate()).isEqualTo(new RateGate.Rate(0, NOW.plusSeconds(600)));
    }

    @Test
    void aResetThatHasJustPassedIsAskedAgainSoon() {
        String reset = Long.toString(NOW.getEpochSecond());

        assertThat(gate.note(reply(403, "", Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset))))
                .isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aLimitWithoutATimeIsAMinute() {
        assertThat(gate.note(reply(403, "You have exceeded a secondary rate limit.", Map.of())))
                .isEqualTo(NOW.plusSeconds(60));
        assertThat(gate.note(reply(429, "", Map.of("Retry-After", "soon")))).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aForbiddenRequestIsNoLimit() {
        Reply reply = reply(403, "Resource not accessible by personal access token", Map.of());

        assertThat(gate.note(reply)).isNull();
        assertThat(reply.isDenied()).isTrue();
        assertThat(gate.closedUntil()).isNull();
    }

    @Test
    void goodAnswersTellWhatIsLeft() {
        String reset = Long.toString(NOW.plusSeconds(600).getEpochSecond());

        assertThat(gate.note(reply(200, "", Map.of("X-RateLimit-Remaining", "4999", "X-RateLimit-Reset", reset))))
                .isNull();
        assertThat(gate.rate().remaining()).isEqualTo(4999);
        clock.advance(Duration.ofSeconds(600));
        assertThat(gate.rate()).isEqualTo(RateGate.Rate.UNKNOWN);
    }

    private static Reply reply(int status, String body, Map<String, String> headers) {
        return new Reply(status, body, headers::get);
    }
}
