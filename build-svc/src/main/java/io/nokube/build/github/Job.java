package io.nokube.build.github;

import io.nokube.build.Step;
import java.util.List;

/// A job of a run.
///
/// @param over whether it has ended, while the run may go on
/// @param failed whether it ended badly
/// @param steps numbered across all jobs of the run
public record Job(long id, boolean over, boolean failed, List<Step> steps) {
    public Job {
        steps = List.copyOf(steps);
    }

    /// Whether it did anything: GitHub has no log of a job that was skipped.
    public boolean ran() {
        return steps.stream()
                .anyMatch(step -> step.status() != Step.Status.SKIPPED && step.status() != Step.Status.PENDING);
    }

    /// The steps of all of them, in order.
    public static List<Step> steps(List<Job> jobs) {
        return jobs.stream().flatMap(job -> job.steps().stream()).toList();
    }

    /// The job that says how the run ended: the first that failed, else the last that did anything.
    ///
    /// @param jobs of a run, in order; at least one
    public static Job telling(List<Job> jobs) {
        return jobs.stream()
                .filter(Job::failed)
                .findFirst()
                .orElseGet(() -> jobs.stream()
                        .filter(Job::ran)
                        .reduce((_, later) -> later)
                        .orElse(jobs.getLast()));
    }
}
