package io.nokube.build;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One build: what was asked, where it stands, how far its run came.
///
/// @param estimatedDuration seconds, from what went before; null where nothing did
public record Build(
        BuildId id,
        BuildSpec spec,
        BuildState state,
        List<Step> steps,
        @Nullable Integer estimatedDuration,
        Instant createdAt) {
    public Build {
        steps = List.copyOf(steps);
    }

    /// A build that was just accepted.
    public static Build accepted(BuildId id, BuildSpec spec, @Nullable Integer estimatedDuration, Instant now) {
        return new Build(id, spec, new BuildState.Pending(0, null), List.of(), estimatedDuration, now);
    }

    public Build with(BuildState next) {
        return new Build(id, spec, next, steps, estimatedDuration, createdAt);
    }

    public Build withSteps(List<Step> next) {
        return new Build(id, spec, state, next, estimatedDuration, createdAt);
    }
}
