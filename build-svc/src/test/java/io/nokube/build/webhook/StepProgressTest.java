package io.nokube.build.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepProgressTest {
    @Test
    void stepsOnlyGetOn() {
        Step waiting = new Step(1, "Build", Step.Status.PENDING, null, null);
        Step running = new Step(1, "Build", Step.Status.IN_PROGRESS, null, null);
        Step done = new Step(1, "Build", Step.Status.SUCCESS, null, null);

        assertThat(StepProgress.isAhead(List.of(), List.of(running))).isTrue();
        assertThat(StepProgress.isAhead(List.of(running), List.of(done))).isTrue();
        assertThat(StepProgress.isAhead(List.of(done), List.of(running))).isFalse();
        assertThat(StepProgress.isAhead(List.of(done), List.of(done))).isFalse();
        assertThat(StepProgress.isAhead(List.of(running), List.of(waiting))).isFalse();
    }
}
