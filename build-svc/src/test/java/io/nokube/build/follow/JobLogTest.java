package io.nokube.build.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Fixtures;
import io.nokube.build.RunResult;
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
    void timestampsMarksAndColoursAreLeftOut() {
        JobLog log = JobLog.parse("\uFEFF2026-01-02T03:04:05.1234567Z ##[group]Run make\n"
                + "2026-01-02T03:04:06.1234567Z \u001B[31mred\u001B[0m\r\n"
                + "2026-01-02T03:04:07.1234567Z ##[error]boom\n");

        assertThat(log.excerpt()).containsExactly("##[group]Run make", "red", "##[error]boom");
    }

    @Test
    void excerptIsWhatStandsAroundTheFirstError() {
        Stream<String> before = IntStream.range(0, 100).mapToObj(i -> "line " + i);
        Stream<String> after = Stream.of("##[error]first", "why", "##[error]second", "x".repeat(1000));

        List<String> excerpt =
                log(Stream.concat(before, after).toArray(String[]::new)).excerpt();

        assertThat(excerpt)
                .startsWith("line 80")
                .contains("##[error]first", "why")
                .hasSize(24);
        assertThat(excerpt.getLast()).hasSizeLessThan(400);
    }

    private static JobLog log(String... lines) {
        return JobLog.parse(Stream.of(lines)
                .map(line -> "2026-01-02T03:04:05.1234567Z " + line)
                .collect(Collectors.joining("\n")));
    }
}
