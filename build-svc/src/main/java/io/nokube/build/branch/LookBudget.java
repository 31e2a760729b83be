package io.nokube.build.branch;

import java.time.Duration;
import java.time.Instant;

/// How often GitHub may be asked about repositories: so many times in a minute, whoever asks. What people type must not
/// use up what their builds need.
final class LookBudget {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int most;
    private Instant start = Instant.EPOCH;
    private int taken;

    LookBudget(int most) {
        this.most = most;
    }

    /// Whether there may be one more look now; counts it if so.
    synchronized boolean take(Instant now) {
        if (!now.isBefore(start.plus(MINUTE))) {
            start = now;
            taken = 0;
        }
        if (taken == most) {
            return false;
        }
        taken++;
        return true;
    }
}
