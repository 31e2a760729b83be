package io.nokube.build;

import static io.nokube.build.Fixtures.DIGEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunResultTest {
    @Test
    void readsDigestAndCommit() {
        String commit = "b".repeat(40);

        assertThat(RunResult.parse("nokube-result: {\"digest\": \"" + DIGEST + "\", \"commit\":\"" + commit + "\"}"))
                .contains(new RunResult(DIGEST, commit));
        assertThat(RunResult.parse("nokube-result: {\"commit\":\"\",\"digest\":\"" + DIGEST + "\"}"))
                .contains(new RunResult(DIGEST, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nokube-result: {}",
                "nokube-result: {\"digest\": \"sha256:12\"}",
                "nokube-result: {\"digest\": \"null\", \"commit\": \"\"}",
                "echo \"nokube-result: {}\"",
                "nokube-result: not json"
            })
    void anythingElseIsNoResult(String line) {
        assertThat(RunResult.parse(line)).isEmpty();
    }

    @Test
    void oneExceptionalBuildDoesNotMoveTheEstimate() {
        assertThat(DurationEstimator.estimate(List.of())).isNull();
        assertThat(DurationEstimator.estimate(List.of(60, 3600, 62))).isEqualTo(62);
        assertThat(DurationEstimator.estimate(List.of(60, 70))).isEqualTo(65);
    }
}
