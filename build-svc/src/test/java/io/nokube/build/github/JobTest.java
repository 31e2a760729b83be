package io.nokube.build.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final Job BUILT = job(1, false, Step.Status.SUCCESS);
    private static final Job FAILED = job(2, true, Step.Status.FAILED);
    private static final Job FAILED_LATER = job(3, true, Step.Status.FAILED);
    private static final Job SKIPPED = job(4, false, Step.Status.SKIPPED);
    private static final Job NOT_BEGUN = new Job(5, true, false, List.of());

    @Test
    void theFirstThatFailedSaysHowTheRunEnded() {
        assertThat(Job.telling(List.of(BUILT, FAILED, FAILED_LATER, SKIPPED))).isEqualTo(FAILED);
    }

    @Test
    void elseTheLastThatDidAnything() {
        assertThat(Job.telling(List.of(BUILT, SKIPPED, NOT_BEGUN))).isEqualTo(BUILT);
        assertThat(Job.telling(List.of(SKIPPED, BUILT))).isEqualTo(BUILT);
    }

    @Test
    void whereNoneDidAnythingItIsTheLast() {
        assertThat(Job.telling(List.of(SKIPPED, NOT_BEGUN))).isEqualTo(NOT_BEGUN);
    }

    private static Job job(long id, boolean failed, Step.Status step) {
        return new Job(id, true, failed, List.of(new Step(1, "Build", step, null, null)));
    }
}
