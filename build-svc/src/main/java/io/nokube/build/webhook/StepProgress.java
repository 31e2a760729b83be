package io.nokube.build.webhook;

import io.nokube.build.Step;
import java.util.List;

/// Which of two pictures of a job's steps is the later one. Pure.
final class StepProgress {
    private StepProgress() {}

    /// Whether `seen` shows more than `known`: steps only ever get on.
    static boolean isAhead(List<Step> known, List<Step> seen) {
        return progress(seen) > progress(known);
    }

    private static int progress(List<Step> steps) {
        return steps.stream()
                .mapToInt(step -> switch (step.status()) {
                    case PENDING -> 0;
                    case IN_PROGRESS -> 1;
                    case SUCCESS, FAILED, SKIPPED, CANCELLED -> 2;
                })
                .sum();
    }
}
