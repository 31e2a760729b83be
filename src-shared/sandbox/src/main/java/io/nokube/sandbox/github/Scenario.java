package io.nokube.sandbox.github;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What becomes of a run. The texts of a scenario's log are resources in a folder of its name, one file for a step.
enum Scenario {
    SUCCESS("", null, "success"),
    BUILD("fails-build", "Build image", "failure"),
    TESTS("fails-tests", "Build image", "failure"),
    DOCKERFILE("fails-dockerfile", "Prepare build", "failure"),
    MISSING("fails-missing", "Check out repository", "failure"),
    BRANCH("fails-branch", "Check out repository", "failure"),
    PUSH("fails-push", "Push image", "failure"),
    QUOTA("fails-quota", null, "failure"),
    SLOW("fails-slow", "Build image", "timed_out"),
    TIMEOUT("fails-timeout", "Build image", "timed_out"),
    CANCELLED("fails-cancelled", "Build image", "cancelled"),
    STARTUP("fails-startup", null, "startup_failure"),
    SILENT("fails-silent", null, "success"),
    SPOOF("spoofs-result", null, "success"),
    /// With a word that GitHub's documentation does not have.
    ODD("ends-oddly", null, "perplexed"),
    QUEUED("hangs-queued", null, "success"),
    RUNNING("hangs-running", "Build image", "success"),
    STUBBORN("ignores-cancel", "Build image", "success"),
    /// Its job ends, and a second one goes on.
    LINGERING("hangs-after-job", null, "success");

    private final String repository;
    private final @Nullable String lastStep;
    private final String conclusion;

    Scenario(String repository, @Nullable String lastStep, String conclusion) {
        this.repository = repository;
        this.lastStep = lastStep;
        this.conclusion = conclusion;
    }

    static Scenario of(Map<String, String> inputs) {
        var repository = inputs.getOrDefault("repository", "");
        var name = repository.substring(repository.indexOf('/') + 1);
        return Arrays.stream(values())
                .filter(scenario -> scenario != SUCCESS && scenario.repository.equals(name))
                .findFirst()
                .orElse(SUCCESS);
    }

    /// The folder of its log texts; what is not there is as in a success.
    String folder() {
        return switch (this) {
            case SUCCESS -> "success";
            case TIMEOUT -> SLOW.repository;
            case LINGERING -> "success";
            default -> repository;
        };
    }

    /// The step that is the last to do anything, where that is not the job's last one.
    @Nullable
    String lastStep() {
        return lastStep;
    }

    String conclusion() {
        return conclusion;
    }

    boolean startsJob() {
        return this != STARTUP;
    }

    boolean runsSteps() {
        return this != STARTUP && this != QUOTA;
    }

    boolean ends() {
        return this != QUEUED && this != RUNNING && this != STUBBORN && this != LINGERING;
    }

    boolean hasSecondJob() {
        return this == LINGERING;
    }

    boolean obeysCancel() {
        return this != STUBBORN;
    }
}
