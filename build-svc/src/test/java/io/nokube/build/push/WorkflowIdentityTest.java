package io.nokube.build.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowIdentityTest {
    @ParameterizedTest
    @CsvSource({
        "main, Acme/Builds, acme/builds/.github/workflows/build-image.yml@refs/heads/main, true",
        "main, acme/builds, ACME/builds/.github/workflows/build-image.yml@refs/heads/main, true",
        "v1, acme/builds, acme/builds/.github/workflows/build-image.yml@refs/tags/v1, true",
        "refs/heads/main, acme/builds, acme/builds/.github/workflows/build-image.yml@refs/heads/main, true",
        "refs/heads/main, acme/builds, acme/builds/.github/workflows/build-image.yml@refs/tags/main, false",
        "main, acme/builds, acme/builds/.github/workflows/build-image.yml@refs/heads/main2, false",
        "main, acme/builds, acme/builds/.github/workflows/build-image.yml@refs/heads/Main, false",
        "main, acme/builds, acme/builds/.github/workflows/Build-image.yml@refs/heads/main, false",
        "main, acme/builds, acme/builds/.github/workflows/other.yml@refs/heads/main, false",
        "main, acme/builds, evil/builds/.github/workflows/build-image.yml@refs/heads/main, false",
        "main, evil/builds, acme/builds/.github/workflows/build-image.yml@refs/heads/main, false",
        "main, acme/builds, '', false",
        "main, '', '', false",
    })
    void onlyTheOneWorkflowIsBelieved(String ref, String repository, String workflowRef, boolean believed) {
        WorkflowIdentity identity = WorkflowIdentity.of("acme/Builds", "build-image.yml", ref);

        assertThat(identity.covers(repository, workflowRef)).isEqualTo(believed);
    }
}
