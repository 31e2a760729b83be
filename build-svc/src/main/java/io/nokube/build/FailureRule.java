package io.nokube.build;

import io.nokube.build.BuildFailure.Category;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One known reason of a failure.
///
/// @param phase where it can come from
/// @param pattern what a line that shows it holds, in any case of letters
/// @param message what happened, in one sentence
/// @param hint what to do
record FailureRule(Category category, Phase phase, Pattern pattern, String message, String hint) {
    /// What a step of the workflow does.
    enum Phase {
        SET_UP,
        CHECK_OUT,
        BUILD,
        PUSH,
        ANY;

        /// [#ANY] for a step that the shipped workflow does not have: whatever it prints is then taken into account.
        static Phase of(@Nullable String step) {
            return switch (step == null ? "" : step.toLowerCase(Locale.ROOT)) {
                case "set up job",
                        "check inputs",
                        "set up qemu",
                        "set up docker buildx",
                        "set up pack",
                        "report result" -> SET_UP;
                case "check out repository" -> CHECK_OUT;
                case "prepare build", "build image" -> BUILD;
                case "push image" -> PUSH;
                default -> ANY;
            };
        }
    }

    FailureRule(Category category, Phase phase, String pattern, String message, String hint) {
        this(category, phase, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), message, hint);
    }

    /// A reason inside the build: what a tool says.
    static FailureRule tool(String pattern, String message, String hint) {
        return new FailureRule(Category.BUILD_FAILED, Phase.BUILD, pattern, message, hint);
    }

    boolean appliesIn(Phase step) {
        return phase == Phase.ANY || step == Phase.ANY || phase == step;
    }

    /// The first line that shows it.
    Optional<StepOutput.Line> find(List<StepOutput.Line> lines) {
        return lines.stream()
                .filter(line -> pattern.matcher(line.text()).find())
                .findFirst();
    }

    BuildFailure failure() {
        return BuildFailure.of(category, message, hint);
    }
}
