package io.nokube.build;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A run as GitHub showed it.
///
/// @param conclusion only where the phase is [Phase#COMPLETED]
public record Run(
        long id,
        @Nullable String url,
        Phase phase,
        @Nullable Conclusion conclusion,
        @Nullable Instant startedAt,
        @Nullable Instant updatedAt) {
    public enum Phase {
        WAITING,
        RUNNING,
        COMPLETED
    }
}
