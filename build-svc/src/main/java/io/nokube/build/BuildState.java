package io.nokube.build;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a build stands. The three last have nothing that leads out of them: final states never change.
public sealed interface BuildState {
    BuildStatus status();

    /// The run on GitHub, once it is known.
    default @Nullable RunLink run() {
        return null;
    }

    default @Nullable Instant startedAt() {
        return null;
    }

    default @Nullable Instant completedAt() {
        return null;
    }

    /// Not on GitHub, as far as is known: never sent, or every attempt so far was refused for now.
    ///
    /// @param deniedSince since when GitHub has refused NoKube's credentials
    record Pending(int attempts, @Nullable Instant deniedSince) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.PENDING;
        }
    }

    /// It is about to be sent, or was: written down before the call, so that whoever finds it looks before it sends.
    ///
    /// @param acknowledged GitHub took it, but did not say which run it became
    record Dispatching(
            int attempt,
            Instant sentAt,
            boolean acknowledged,
            @Nullable Instant deniedSince) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.PENDING;
        }
    }

    /// GitHub has the run, no runner has it yet.
    record Queued(RunLink run) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.PENDING;
        }
    }

    record Building(RunLink run, Instant startedAt) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.BUILDING;
        }
    }

    /// The run is over; what it made is still to be read from its log.
    ///
    /// To the outside it is not over yet, so that `completed_at` and the digest appear together.
    record Finishing(RunLink run, Conclusion conclusion, Instant startedAt, Instant endedAt) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.BUILDING;
        }
    }

    record Success(RunLink run, Instant startedAt, Instant completedAt, RunResult result) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.SUCCESS;
        }
    }

    record Failed(@Nullable RunLink run, @Nullable Instant startedAt, Instant completedAt, BuildFailure failure)
            implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.FAILED;
        }
    }

    record Cancelled(@Nullable RunLink run, @Nullable Instant startedAt, Instant completedAt) implements BuildState {
        @Override
        public BuildStatus status() {
            return BuildStatus.CANCELLED;
        }
    }
}
