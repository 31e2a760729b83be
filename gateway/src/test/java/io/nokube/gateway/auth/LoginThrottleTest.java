package io.nokube.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.gateway.auth.LoginThrottle.Failures;
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
