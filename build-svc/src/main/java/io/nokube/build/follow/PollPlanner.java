package io.nokube.build.follow;

import io.nokube.build.github.RateGate.Rate;
import java.time.Duration;
import java.time.Instant;

/// How many runs may be looked at now, so that GitHub's limit lasts until it is reset. Pure.
final class PollPlanner {
    /// A run and its jobs.
    private static final int REQUESTS_PER_RUN = 2;

    private PollPlanner() {}

    /// @param batch the most that one pass looks at
    /// @param reserve requests that are left for dispatching
    /// @param every between two passes
    static int runs(Rate rate, int batch, int reserve, Duration every, Instant now) {
        if (rate.remaining() == Integer.MAX_VALUE || !now.isBefore(rate.reset())) {
            return batch;
        }
        int spare = rate.remaining() - reserve;
        if (spare < REQUESTS_PER_RUN) {
            return 0;
        }
        double passes =
                Math.max(1.0, (double) Duration.between(now, rate.reset()).toMillis() / every.toMillis());
        double perPass = spare / passes / REQUESTS_PER_RUN;
        return (int) Math.clamp(Math.round(perPass), 1, batch);
    }
}
