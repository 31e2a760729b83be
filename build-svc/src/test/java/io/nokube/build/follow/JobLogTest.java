package io.nokube.build.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Fixtures;
import io.nokube.build.RunResult;
import io.nokube.build.log.JobOutput;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobLogTest {
    private static final String TRUE = "nokube-result: {\"digest\":\"" + Fixtures.DIGEST + "\",\"commit\":\"\"}";
    private static final String FALSE = "nokube-result: {\"digest\":\"sha256:" + "f".repeat(64) + "\",\"commit\":\"\"}";

    @Test
    void resultIsReadFromTheLastStepAlone() {
        JobLog log = log(
                "##[group]Run docker build .",
                "##[endgroup]",
                FALSE,
                "##[group]Run echo fake",
                FALSE,
                "##[group]Run set -euo pipefail",
                "echo \"nokube-result: $(jq …)\"",
                "##[endgroup]",
                TRUE,
                "Post job cleanup.",
                FALSE);

        assertThat(log.result()).contains(new RunResult(Fixtures.DIGEST, null));
    }

    @Test
    void withoutAResultInTheLastStepThereIsNone() {
        assertThat(log("##[group]Run docker build .", TRUE, "##[group]Run report", "nothing")
                        .result())
                .isEmpty();
        assertThat(log(TRUE).result()).isEmpty();
        assertThat(JobLog.parse("").result()).isEmpty();
    }

    @Test
    void whereOtherJobsFollowTheResultIsThatOfTheLastJobWithOne() {
        var other = new RunResult("sha256:" + "f".repeat(64), null);

        assertThat(JobLog.resultOf(outputs(TRUE, "notified"))).contains(new RunResult(Fixtures.DIGEST, null));
        assertThat(JobLog.resultOf(outputs(TRUE, FALSE, "notified"))).contains(other);
        assertThat(JobLog.resultOf(outputs("tested", "notified"))).isEmpty();
    }

    private static List<JobOutput> outputs(String... lastLines) {
        return Stream.of(lastLines)
                .map(line -> new JobOutput("##[group]Run last\n" + line + "\n", List.of()))
                .toList();
    }

    @Test
    void timestampsMarksAndColoursAreLeftOut() {
        JobLog log = JobLog.parse("\uFEFF2026-01-02T03:04:05.1234567Z ##[group]Run make\n"
                + "2026-01-02T03:04:06.1234567Z \u001B[31mred\u001B[0m\r\n"
                + "2026-01-02T03:04:07.1234567Z ##[error]boom\n");

        assertThat(log.failedStep()).containsExactly("##[group]Run make", "red", "##[error]boom");
    }

    @Test
    void stepThatFailedIsTheOneWithTheLastErrorBeforeTheCleanUp() {
        JobLog log = log(
                "##[group]Run one",
                "##[error]only printed",
                "##[group]Run two",
                "why",
                "##[error]boom",
                "after",
                "Post job cleanup.",
                "##[error]of the clean-up");

        assertThat(log.failedStep()).containsExactly("##[group]Run two", "why", "##[error]boom", "after");
    }

    @Test
    void withoutAnErrorItIsTheLastStep() {
        assertThat(log("##[group]Run one", "a", "##[group]Run two", "b", "Post job cleanup.", "c")
                        .failedStep())
                .containsExactly("##[group]Run two", "b");
        assertThat(log("nothing", "else").failedStep()).containsExactly("nothing", "else");
        assertThat(JobLog.parse("").failedStep()).isEmpty();
    }

    @Test
    void ofAVeryLongStepTheEndIsKept() {
        Stream<String> before = IntStream.range(0, 9000).mapToObj(i -> "line " + i);
        Stream<String> after = Stream.of("x".repeat(1000), "##[error]boom");

        List<String> step =
                log(Stream.concat(before, after).toArray(String[]::new)).failedStep();

        assertThat(step).hasSize(4000).endsWith("##[error]boom");
        assertThat(step.get(step.size() - 2)).hasSizeLessThan(400);
    }

    private static JobLog log(String... lines) {
        return JobLog.parse(Stream.of(lines)
                .map(line -> "2026-01-02T03:04:05.1234567Z " + line)
                .collect(Collectors.joining("\n")));
    }
}
