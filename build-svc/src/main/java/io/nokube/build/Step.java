package io.nokube.build;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One step of the run, in the order in which they run.
///
/// @param number from 1, across all jobs of the run
public record Step(
        int number,
        String name,
        Status status,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {
    public enum Status {
        PENDING,
        IN_PROGRESS,
        SUCCESS,
        FAILED,
        SKIPPED,
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
