package io.nokube.build;

import java.time.Instant;

/// What is to be done once a decision is written down.
public sealed interface Effect {
    /// Send it to GitHub. Only ever decided together with [BuildState.Dispatching].
    record Dispatch(int attempt) implements Effect {}

    /// Look for a run with this build's name, among those created since.
    record FindRun(Instant since) implements Effect {}

    /// Ask how the run is doing.
    record FollowRun(long runId) implements Effect {}

    /// Ask GitHub to end the run.
    ///
    /// @param byForce without waiting for its steps to wind up
    record CancelRun(long runId, boolean byForce) implements Effect {}

    /// Read what the run, which is over, says it made.
    record FetchLog(long runId) implements Effect {}

    /// Tell whoever watches that the build changed.
    record PublishStatus() implements Effect {}

    /// Tell whoever watches that a step changed.
    record PublishStep(Step step) implements Effect {}
}
