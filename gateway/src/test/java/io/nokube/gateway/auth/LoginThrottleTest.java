package io.nokube.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.gateway.auth.LoginThrottle.Failures;
import io.nokube.testkit.SteppableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(3, Duration.ofMinutes(15));

    @Test
    void letsThreeFailInAQuarterOfAnHour() {
        Failures failures = fail(Failures.NONE, 0, 1);

        assertThat(throttle.waitingTime(failures, at(2))).isZero();
        assertThat(throttle.waitingTime(fail(failures, 2), at(2))).isEqualTo(Duration.ofMinutes(13));
    }

    @Test
    void opensWhenTheOldestFailureHasLeftTheWindow() {
        Failures failures = fail(Failures.NONE, 0, 1, 2);

        assertThat(throttle.waitingTime(failures, at(14))).isEqualTo(Duration.ofMinutes(1));
        assertThat(throttle.waitingTime(failures, at(15))).isZero();
        assertThat(throttle.waitingTime(fail(failures, 15), at(15))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void remembersNothingOlderThanTheWindow() {
        assertThat(fail(Failures.NONE, 0, 1, 2, 60).times()).containsExactly(at(60));
    }

    @Test
    void countsByUserAndAddress() {
        LoginAttempts attempts = new LoginAttempts(new SteppableClock(START));
        var key = new LoginAttempts.Key("neo", "192.0.2.1");
        exhaust(attempts, key);

        assertThat(attempts.begin(key)).isPositive();
        assertThat(attempts.begin(new LoginAttempts.Key("neo", "192.0.2.2"))).isZero();
        assertThat(attempts.begin(new LoginAttempts.Key("trinity", "192.0.2.1")))
                .isZero();
    }

    @Test
    void aRefusedAttemptDoesNotProlongTheWait() {
        SteppableClock clock = new SteppableClock(START);
        LoginAttempts attempts = new LoginAttempts(clock);
        var key = new LoginAttempts.Key("neo", "192.0.2.1");
        exhaust(attempts, key);
        clock.advance(Duration.ofMinutes(14));
        assertThat(attempts.begin(key)).isEqualTo(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(1));

        assertThat(attempts.begin(key)).isZero();
    }

    @Test
    void signingInForgetsTheFailures() {
        LoginAttempts attempts = new LoginAttempts(new SteppableClock(START));
        var key = new LoginAttempts.Key("neo", "192.0.2.1");
        exhaust(attempts, key);
        attempts.succeeded(key);

        assertThat(attempts.begin(key)).isZero();
    }

    private static void exhaust(LoginAttempts attempts, LoginAttempts.Key key) {
        for (int i = 0; i < LoginThrottle.STANDARD.maxFailures(); i++) {
            assertThat(attempts.begin(key)).isZero();
        }
    }

    private Failures fail(Failures failures, int... minutes) {
        Failures after = failures;
        for (int minute : minutes) {
            after = throttle.afterFailure(after, at(minute));
        }
        return after;
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
