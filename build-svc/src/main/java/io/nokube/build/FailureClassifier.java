package io.nokube.build;

import io.nokube.build.BuildFailure.Category;
import io.nokube.build.FailureRule.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says in NoKube's words why a run failed: first by how it ended, then by what its log says.
public final class FailureClassifier {
    private static final int BEFORE = 10;
    private static final int AFTER = 14;
    private static final String ERROR = "##[error]";

    private FailureClassifier() {}

    /// @param log what the failed step printed, without times and colours; empty where it could not be read
    public static BuildFailure classify(Conclusion conclusion, List<Step> steps, List<String> log) {
        if (conclusion == Conclusion.FAILURE && steps.isEmpty() && log.isEmpty()) {
            return BuildFailure.of(
                    Category.QUOTA_EXCEEDED,
                    "GitHub did not start the job.",
                    "Its page (run_url) says why: most often the account's Actions minutes or its spending limit are"
                            + " used up.");
        }
        String step = failedStep(steps);
        Reason reason = byConclusion(conclusion, StepOutput.read(log), step);
        return reason.failure().in(step, log.isEmpty() ? null : excerpt(log, reason));
    }

    /// @param at the line that shows it; the end of the log where none does
    private record Reason(BuildFailure failure, StepOutput output, int at) {
        static Reason of(FailureRule rule, StepOutput output, StepOutput.Line line) {
            return new Reason(rule.failure(), output, line.at());
        }

        static Reason of(StepOutput output, Category category, String message, String hint) {
            return new Reason(BuildFailure.of(category, message, hint), output, lastError(output));
        }
    }

    private static Reason byConclusion(Conclusion conclusion, StepOutput output, @Nullable String step) {
        return switch (conclusion) {
            case TIMED_OUT -> {
                FailureRule rule = FailureCatalogue.TIMED_OUT;
                yield rule.find(output.host())
                        .map(line -> Reason.of(rule, output, line))
                        .orElse(new Reason(rule.failure(), output, lastError(output)));
            }
            case STARTUP_FAILURE ->
                Reason.of(
                        output,
                        Category.DISPATCH_REFUSED,
                        "GitHub could not start the workflow.",
                        "Install k8s/workflow/build-image.yml again in the builds repository, and check that Actions"
                                + " are allowed there.");
            case ACTION_REQUIRED ->
                Reason.of(
                        output,
                        Category.DISPATCH_REFUSED,
                        "GitHub waits for somebody to approve the run (ActionRequired).",
                        "Let Actions run without approval in the builds repository.");
            case STALE ->
                Reason.of(
                        output,
                        Category.LOST,
                        "GitHub gave the run up because nothing happened for two weeks (Stale).",
                        "Check that a runner is there for the builds repository, then start the build again.");
            case SUCCESS, SKIPPED, NEUTRAL ->
                Reason.of(
                        output,
                        Category.UNKNOWN,
                        "The run ended without reporting an image (NoImage).",
                        "Install k8s/workflow/build-image.yml again in the builds repository: its last step reports"
                                + " the digest.");
            case FAILURE, CANCELLED, UNKNOWN -> byLog(output, step);
        };
    }

    private static Reason byLog(StepOutput output, @Nullable String step) {
        Phase phase = Phase.of(step);
        Optional<Reason> known = first(FailureCatalogue.RULES, phase, output, output.host());
        if (known.isPresent()) {
            return known.get();
        }
        FailureRule rule = FailureCatalogue.COMMAND;
        Optional<StepOutput.Line> command = rule.appliesIn(phase) ? rule.find(output.host()) : Optional.empty();
        if (command.isPresent()) {
            return first(ToolFailures.RULES, phase, output, output.inner())
                    .orElseGet(() -> Reason.of(rule, output, command.get()));
        }
        String where = step == null ? "The run failed." : "The step \"" + step + "\" failed.";
        return Reason.of(output, Category.UNKNOWN, where, "Look at the run's page on GitHub, under run_url.");
    }

    private static Optional<Reason> first(
            List<FailureRule> rules, Phase phase, StepOutput output, List<StepOutput.Line> lines) {
        return rules.stream()
                .filter(rule -> rule.appliesIn(phase))
                .flatMap(rule -> rule.find(lines).map(line -> Reason.of(rule, output, line)).stream())
                .findFirst();
    }

    /// The lines around the one that shows it, and the step's last error where that stands further down.
    private static String excerpt(List<String> log, Reason reason) {
        int from = Math.max(reason.at() - BEFORE, Math.min(reason.output().start(), reason.at()));
        int to = Math.min(log.size(), reason.at() + 1 + AFTER);
        List<String> excerpt = new ArrayList<>(log.subList(from, to));
        int last = lastError(reason.output());
        if (last >= to) {
            if (last > to) {
                excerpt.add("…");
            }
            excerpt.add(log.get(last));
        }
        return String.join("\n", excerpt);
    }

    private static int lastError(StepOutput output) {
        List<String> lines = output.lines();
        for (int i = lines.size() - 1; i >= output.start(); i--) {
            if (lines.get(i).startsWith(ERROR)) {
                return i;
            }
        }
        return Math.max(0, lines.size() - 1);
    }

    private static @Nullable String failedStep(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.status() == Step.Status.FAILED)
                .map(Step::name)
                .findFirst()
                .orElse(null);
    }
}
