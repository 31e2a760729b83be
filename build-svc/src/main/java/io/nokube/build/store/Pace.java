package io.nokube.build.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/// When GitHub last told of a run by itself.
@ApplicationScoped
public class Pace {
    private final Clock clock;
    private volatile Instant heard = Instant.EPOCH;

    public Pace(Clock clock) {
        this.clock = clock;
    }

    /// GitHub told of a run.
    public void heard() {
        heard = clock.instant();
    }

    /// [Instant#EPOCH] where it never did.
    public Instant lastHeard() {
        return heard;
    }
}
