package io.nokube.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogSplitterTest {
    private static final List<Step> STEPS = List.of(
            step(1, "Set up job", "2025-08-18T10:30:00Z", Step.Status.SUCCESS),
            step(2, "Check out", "2025-08-18T10:30:02Z", Step.Status.SUCCESS),
            step(3, "Set up QEMU", "2025-08-18T10:30:02Z", Step.Status.SKIPPED),
            step(4, "Build image", "2025-08-18T10:30:02Z", Step.Status.FAILED),
            step(5, "Post Check out", "2025-08-18T10:30:09Z", Step.Status.SUCCESS),
            step(6, "Complete job", "2025-08-18T10:30:10Z", Step.Status.SUCCESS));

    @Test
    void linesBelongToTheStepThatPrintedThem() {
        String log = """
                \uFEFF2025-08-18T10:30:00.1000000Z Current runner version: '2.330.0'
                2025-08-18T10:30:02.1000000Z ##[group]Run actions/checkout@v7
                2025-08-18T10:30:02.2000000Z \u001B[36;1mcloned\u001B[0m
                2025-08-18T10:30:02.7000000Z ##[group]Run docker buildx build
                2025-08-18T10:30:04.0000000Z #1 load
                2025-08-18T10:30:09.3000000Z Post job cleanup.
                2025-08-18T10:30:09.4000000Z removed
                2025-08-18T10:30:11.0000000Z Cleaning up orphan processes
                """;

        assertThat(LogSplitter.split(log, STEPS))
                .containsExactly(
                        new LogLine("Set up job", "Current runner version: '2.330.0'"),
                        new LogLine("Check out", "##[group]Run actions/checkout@v7"),
                        new LogLine("Check out", "\u001B[36;1mcloned\u001B[0m"),
                        new LogLine("Build image", "##[group]Run docker buildx build"),
                        new LogLine("Build image", "#1 load"),
                        new LogLine("Post Check out", "Post job cleanup."),
                        new LogLine("Post Check out", "removed"),
                        new LogLine("Complete job", "Cleaning up orphan processes"));
    }

    @Test
    void aBuildThatPrintsWhatOpensAStepStaysInItsOwn() {
        String log = """
                2025-08-18T10:30:02.7000000Z ##[group]Run docker buildx build
                2025-08-18T10:30:04.0000000Z ##[group]Run echo fake
                2025-08-18T10:30:05.0000000Z Post job cleanup.
                """;

        assertThat(LogSplitter.split(log, STEPS.subList(3, 6)))
                .extracting(LogLine::step)
                .containsOnly("Build image");
    }

    @Test
    void nothingIsLostWithoutTimesOrSteps() {
        assertThat(LogSplitter.split("a\n\nb", STEPS)).extracting(LogLine::text).containsExactly("a", "", "b");
        assertThat(LogSplitter.split("2025-99-99T10:30:00Z x\ny", List.of()))
                .containsExactly(new LogLine("", "x"), new LogLine("", "y"));
        assertThat(LogSplitter.split("", STEPS)).isEmpty();
    }

    private static Step step(int number, String name, String start, Step.Status status) {
        return new Step(number, name, status, Instant.parse(start), Instant.parse(start));
    }
}
