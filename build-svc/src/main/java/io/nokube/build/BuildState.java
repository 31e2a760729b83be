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

    /// Somebody wants it to end, and GitHub has not yet confirmed that it did.
    ///
    /// @param run null where it is not known whether the build ever reached GitHub, which has to be found out first
    /// @param sentAt when it was last sent; what a look that shows no run is worth depends on it
    /// @param acknowledged GitHub took the dispatch, so that a run will show up
    record Cancelling(
            @Nullable RunLink run,
            @Nullable Instant startedAt,
            Instant sentAt,
            boolean acknowledged,
            Instant requestedAt,
            Asked asked)
            implements BuildState {
        /// How GitHub was asked to end the run.
        public enum Asked {
            NOT_YET,
            POLITELY,
            BY_FORCE
        }

        @Override
        public BuildStatus status() {
            return BuildStatus.CANCELLING;
        }
    }

    /// The run is over; what it made is still to be read from its log.
    ///
    /// To the outside it is not over yet, so that `completed_at` and the digest appear together.
    ///
    /// @param run its `missingSince` is since when GitHub has had no log of it: from the first look, not from the
    /// run's end, since the first look may come late
    /// @param cancelRequestedAt when somebody asked to cancel it, if somebody did: it may have ended before that
    record Finishing(
            RunLink run,
            Conclusion conclusion,
            Instant startedAt,
            Instant endedAt,
            @Nullable Instant cancelRequestedAt) implements BuildState {
        @Override
        public BuildStatus status() {
            return cancelRequestedAt == null ? BuildStatus.BUILDING : BuildStatus.CANCELLING;
        }

        Finishing logMissing(Instant now) {
            return new Finishing(run.missing(now), conclusion, startedAt, endedAt, cancelRequestedAt);
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
