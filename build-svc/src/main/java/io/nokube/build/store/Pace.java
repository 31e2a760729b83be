package io.nokube.build.store;

import io.nokube.build.BuildPolicy;
import io.nokube.build.config.BuildConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How often runs are looked at: rarely while GitHub tells of them by itself, as often as configured otherwise.
@ApplicationScoped
public class Pace {
    /// How long one delivery is taken as a sign that others come, too.
    static final Duration TRUSTED = Duration.ofMinutes(10);

    private final Clock clock;
    private final Duration rarely;
    private volatile Instant heard = Instant.EPOCH;

    public Pace(Clock clock, BuildConfig config) {
        this.clock = clock;
        this.rarely = config.follow().pollRarely();
    }

    /// GitHub told of a run.
    public void heard() {
        heard = clock.instant();
    }

    /// The policy as it is now.
    BuildPolicy of(BuildPolicy policy) {
        boolean told = clock.instant().isBefore(heard.plus(TRUSTED));
        return told && rarely.compareTo(policy.pollEvery()) > 0 ? policy.polling(rarely) : policy;
    }
}
