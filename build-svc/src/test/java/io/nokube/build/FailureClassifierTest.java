package io.nokube.build;

import static io.nokube.build.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureClassifierTest {
    private static final List<Step> STEPS = List.of(
            new Step(1, "Check inputs", Step.Status.SUCCESS, T0, T0),
            new Step(2, "Build image", Step.Status.FAILED, T0, T0),
            new Step(3, "Push image", Step.Status.SKIPPED, T0, T0));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            remote: Repository not found.                                              | repository_not_found
            fatal: repository 'https://github.com/a/b/' not found                      | repository_not_found
            fatal: couldn't find remote ref refs/heads/nope                            | repository_not_found
            ##[error]A branch or tag with the name 'nope' could not be found           | repository_not_found
            ##[error]Dockerfile not found in the repository                            | dockerfile_not_found
            ##[error]context_path not found in the repository                          | dockerfile_not_found
            ERROR: failed to read dockerfile: open Dockerfile: no such file            | dockerfile_not_found
            ERROR: failed to push ghcr.io/a/b:c: denied: permission_denied: write_package | push_denied
            ERROR: failed to push ghcr.io/a/b:c: unexpected status: 403 Forbidden      | push_denied
            write /layer: no space left on device                                      | quota_exceeded
            toomanyrequests: You have reached your pull rate limit                     | quota_exceeded
            ##[error]The job has exceeded the maximum execution time of 1h0m0s         | timed_out
            ERROR: failed to solve: process "/bin/sh -c npm ci" did not complete       | build_failed
            ##[error]Process completed with exit code 1.                               | build_failed
            something that nobody has seen before                                      | unknown
            """)
    void logSaysWhy(String line, String category) {
        BuildFailure failure = FailureClassifier.classify(Conclusion.FAILURE, STEPS, List.of("before", line));

        assertThat(failure.category().word()).isEqualTo(category);
        assertThat(failure.step()).isEqualTo("Build image");
        assertThat(failure.logExcerpt()).isEqualTo("before\n" + line);
        assertThat(failure.hint()).isNotBlank();
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
