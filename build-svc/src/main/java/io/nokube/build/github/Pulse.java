package io.nokube.build.github;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How NoKube has been getting on with GitHub lately.
@ApplicationScoped
public class Pulse {
    private final Clock clock;
    private volatile @Nullable Instant lastGood;
    private volatile @Nullable String trouble;
    private volatile @Nullable Instant troubledSince;
    private volatile boolean denied;

    public Pulse(Clock clock) {
        this.clock = clock;
    }

    /// When GitHub last answered as it should.
    public @Nullable Instant lastGood() {
        return lastGood;
    }

    /// What went wrong since, if anything.
    public @Nullable String trouble() {
        return trouble;
    }

    /// When that began; null while all is well.
    public @Nullable Instant troubledSince() {
        return troubledSince;
    }

    /// Whether GitHub refuses NoKube's credentials at the moment.
    public boolean isDenied() {
        return denied;
    }

    void good() {
        lastGood = clock.instant();
        trouble = null;
        troubledSince = null;
        denied = false;
    }

    void denied(String what) {
        bad(what);
        denied = true;
    }

    void bad(String what) {
        if (troubledSince == null) {
            troubledSince = clock.instant();
        }
        trouble = what;
    }
}
