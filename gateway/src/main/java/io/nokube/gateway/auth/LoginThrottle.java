package io.nokube.gateway.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How often a wrong password may be tried: so many failures within a window, then none until the oldest has left it.
/// Pure.
record LoginThrottle(int maxFailures, Duration window) {
    /// Ten tries in a quarter of an hour: enough for fingers, too few for a dictionary.
    static final LoginThrottle STANDARD = new LoginThrottle(10, Duration.ofMinutes(15));

    /// The failures of one user from one address, oldest first.
    record Failures(List<Instant> times) {
        static final Failures NONE = new Failures(List.of());

        Failures {
            times = List.copyOf(times);
        }
    }

    /// How long to wait before the next try; zero where it may be made now.
    Duration waitingTime(Failures failures, Instant now) {
        List<Instant> counted = recent(failures, now).times();
        if (counted.size() < maxFailures) {
            return Duration.ZERO;
        }
        Instant freeAt = counted.get(counted.size() - maxFailures).plus(window);
        return Duration.between(now, freeAt);
    }

    Failures afterFailure(Failures failures, Instant now) {
        List<Instant> times = new ArrayList<>(recent(failures, now).times());
        times.add(now);
        return new Failures(times);
    }

    private Failures recent(Failures failures, Instant now) {
        Instant since = now.minus(window);
        return new Failures(
                failures.times().stream().filter(time -> time.isAfter(since)).toList());
    }
}
