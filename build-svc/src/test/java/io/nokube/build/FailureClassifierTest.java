package io.nokube.build;

import static io.nokube.build.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureClassifierTest {
    private static final List<Step> STEPS = failedIn("Build image");

    private static List<Step> failedIn(String step) {
        return List.of(
                new Step(1, "Set up job", Step.Status.SUCCESS, T0, T0),
                new Step(2, step, Step.Status.FAILED, T0, T0),
                new Step(3, "Report result", Step.Status.SKIPPED, T0, T0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Check out repository | remote: Repository not found.                                   | repository_not_found
            Check out repository | fatal: couldn't find remote ref refs/heads/nope                 | repository_not_found
            Build image          | remote: Repository not found.                                   | unknown
            Prepare build        | ##[error]Dockerfile not found in the repository                 | dockerfile_not_found
            Push image           | denied: permission_denied: write_package                        | push_denied
            Build image          | denied: permission_denied: write_package                        | unknown
            Build image          | #7 1.234 toomanyrequests: slow down                             | unknown
            Build image          | toomanyrequests: You have reached your pull rate limit          | quota_exceeded
            Set up Docker Buildx | toomanyrequests: You have reached your pull rate limit          | quota_exceeded
            Build image          | ##[error]The job has exceeded the maximum execution time of 1h  | timed_out
            Build image          | ##[error]Process completed with exit code 1.                    | build_failed
            Set up QEMU          | ##[error]Process completed with exit code 1.                    | unknown
            My own step          | denied: permission_denied: write_package                        | push_denied
            Build image          | something that nobody has seen before                           | unknown
            """)
    void whatALineMeansDependsOnItsStep(String step, String line, String category) {
        BuildFailure failure = FailureClassifier.classify(Conclusion.FAILURE, failedIn(step), List.of("before", line));

        assertThat(failure.category().word()).isEqualTo(category);
        assertThat(failure.step()).isEqualTo(step);
        assertThat(failure.logExcerpt()).isEqualTo("before\n" + line);
        assertThat(failure.hint()).isNotBlank();
    }

    @Test
    void aCommandThatIsQuotedSaysNothing() {
        BuildFailure failure = FailureClassifier.classify(
                Conclusion.FAILURE,
                STEPS,
                List.of("ERROR: failed to solve: process \"/bin/sh -c echo toomanyrequests && false\" did not complete"
                        + " successfully: exit code: 1"));

        assertThat(failure.category()).isEqualTo(BuildFailure.Category.BUILD_FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMED_OUT, timed_out",
        "STARTUP_FAILURE, dispatch_refused",
        "ACTION_REQUIRED, dispatch_refused",
        "STALE, lost",
        "SUCCESS, unknown",
        "SKIPPED, unknown",
        "UNKNOWN, unknown",
        "FAILURE, quota_exceeded",
    })
    void conclusionSaysWhyWhereTheLogDoesNot(Conclusion conclusion, String category) {
        assertThat(FailureClassifier.classify(conclusion, List.of(), List.of())
                        .category()
                        .word())
                .isEqualTo(category);
    }

    @ParameterizedTest
    @EnumSource(Conclusion.class)
    void everyConclusionHasAMessageAndAHint(Conclusion conclusion) {
        BuildFailure failure = FailureClassifier.classify(conclusion, List.of(), List.of());

        assertThat(failure.message()).isNotBlank();
        assertThat(failure.hint()).isNotBlank();
        assertThat(failure.step()).isNull();
        assertThat(failure.logExcerpt()).isNull();
    }

    @Test
    void anUnknownFailureNamesItsStep() {
        assertThat(FailureClassifier.classify(Conclusion.FAILURE, STEPS, List.of())
                        .message())
                .contains("Build image");
    }
}
