package io.nokube.build;

import io.nokube.build.BuildFailure.Category;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says in NoKube's words why a run failed: first by what its log says, then by how it ended.
public final class FailureClassifier {
    private static final List<Rule> RULES = List.of(
            new Rule(
                    Category.REPOSITORY_NOT_FOUND,
                    "repository '?https?://\\S+ not found|remote: repository not found"
                            + "|couldn't find remote ref|could not find remote branch"
                            + "|a branch or tag with the name .* could not be found"
                            + "|not found.*retrieving the default branch name",
                    "The repository or the branch does not exist, or NoKube may not read it.",
                    "Check repository_url and branch. A private repository must be readable for the builds"
                            + " repository's workflow."),
            new Rule(
                    Category.DOCKERFILE_NOT_FOUND,
                    "failed to read dockerfile|dockerfile.*no such file or directory"
                            + "|unable to prepare context|dockerfile not found|context_path not found",
                    "There is no Dockerfile at the given path, or the build context does not exist.",
                    "Check dockerfile_path and context_path, both from the repository's root; or set has_dockerfile"
                            + " to false to build without a Dockerfile."),
            new Rule(
                    Category.PUSH_DENIED,
                    "denied: .*(permission|write_package|requested access)|insufficient_scope"
                            + "|failed to push.*(40[13]|denied|unauthorized)|unauthorized: (authentication|access)"
                            + "|installation not allowed to create organization package",
                    "The registry refused the image.",
                    "Give the workflow of the builds repository packages: write, and let the repository write the"
                            + " package where the package exists already."),
            new Rule(
                    Category.QUOTA_EXCEEDED,
                    "no space left on device|spending limit|recent account payments have failed"
                            + "|storage quota|toomanyrequests|quota (has been )?exceeded",
                    "A limit of GitHub, of the registry or of the runner's disk was reached.",
                    "Look at the account's Actions minutes, its package storage and the image's size."),
            new Rule(
                    Category.TIMED_OUT,
                    "exceeded the maximum execution time|the operation was canceled due to timeout",
                    "The run took longer than it may.",
                    "Make the build faster (a smaller context, cached layers), or raise timeout-minutes in the builds"
                            + " repository's workflow."),
            new Rule(
                    Category.BUILD_FAILED,
                    "failed to solve|executor failed running|did not complete successfully"
                            + "|dockerfile parse error|error: failed to build|process completed with exit code",
                    "A command of the build failed.",
                    "The excerpt shows the first error. Build the same commit on your machine to find it."));

    private FailureClassifier() {}

    /// @param excerpt lines of the failed step's log; empty where it could not be read
    public static BuildFailure classify(Conclusion conclusion, List<Step> steps, List<String> excerpt) {
        if (conclusion == Conclusion.FAILURE && steps.isEmpty() && excerpt.isEmpty()) {
            return BuildFailure.of(
                    Category.QUOTA_EXCEEDED,
                    "GitHub did not start the job.",
                    "Its page (run_url) says why: most often the account's Actions minutes or its spending limit are"
                            + " used up.");
        }
        String step = failedStep(steps);
        String text = excerpt.isEmpty() ? null : String.join("\n", excerpt);
        return byConclusion(conclusion, excerpt, step).in(step, text);
    }

    private static BuildFailure byConclusion(Conclusion conclusion, List<String> excerpt, @Nullable String step) {
        return switch (conclusion) {
            case TIMED_OUT -> byRule(Category.TIMED_OUT);
            case STARTUP_FAILURE ->
                BuildFailure.of(
                        Category.DISPATCH_REFUSED,
                        "GitHub could not start the workflow.",
                        "Install k8s/workflow/build-image.yml again in the builds repository, and check that Actions"
                                + " are allowed there.");
            case ACTION_REQUIRED ->
                BuildFailure.of(
                        Category.DISPATCH_REFUSED,
                        "GitHub waits for somebody to approve the run (ActionRequired).",
                        "Let Actions run without approval in the builds repository.");
            case STALE ->
                BuildFailure.of(
                        Category.LOST,
                        "GitHub gave the run up because nothing happened for two weeks (Stale).",
                        "Check that a runner is there for the builds repository, then start the build again.");
            case SUCCESS, SKIPPED, NEUTRAL ->
                BuildFailure.of(
                        Category.UNKNOWN,
                        "The run ended without reporting an image (NoImage).",
                        "Install k8s/workflow/build-image.yml again in the builds repository: its last step reports"
                                + " the digest.");
            case FAILURE, CANCELLED, UNKNOWN -> byLog(excerpt, step);
        };
    }

    private static BuildFailure byLog(List<String> excerpt, @Nullable String step) {
        for (Rule rule : RULES) {
            if (excerpt.stream().anyMatch(line -> rule.pattern().matcher(line).find())) {
                return rule.failure();
            }
        }
        String where = step == null ? "The run failed." : "The step \"" + step + "\" failed.";
        return BuildFailure.of(Category.UNKNOWN, where, "Look at the run's page on GitHub, under run_url.");
    }

    private static BuildFailure byRule(Category category) {
        return RULES.stream()
                .filter(rule -> rule.category() == category)
                .findFirst()
                .orElseThrow()
                .failure();
    }

    private static @Nullable String failedStep(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.status() == Step.Status.FAILED)
                .map(Step::name)
                .findFirst()
                .orElse(null);
    }

    private record Rule(Category category, Pattern pattern, String message, String hint) {
        Rule(Category category, String pattern, String message, String hint) {
            this(category, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), message, hint);
        }

        BuildFailure failure() {
            return BuildFailure.of(category, message, hint);
        }
    }
}
