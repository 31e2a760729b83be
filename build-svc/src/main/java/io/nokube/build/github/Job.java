package io.nokube.build.github;

import io.nokube.build.Step;
import java.util.List;

/// A job of a run.
///
/// @param failed whether it ended badly
/// @param steps numbered across all jobs of the run
public record Job(long id, boolean failed, List<Step> steps) {
    public Job {
        steps = List.copyOf(steps);
    }
}
