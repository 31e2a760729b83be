package io.nokube.build;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a build failed, for the person who has to do something about it.
///
/// @param message what happened
/// @param hint what to do
/// @param step the step in which it happened
/// @param logExcerpt the lines of the log that say it
public record BuildFailure(
        Category category,
        String message,
        String hint,
        @Nullable String step,
        @Nullable String logExcerpt) {
    public enum Category {
        REPOSITORY_NOT_FOUND,
        DOCKERFILE_NOT_FOUND,
        BUILD_FAILED,
        PUSH_DENIED,
        QUOTA_EXCEEDED,
        DISPATCH_REFUSED,
        TIMED_OUT,
        LOST,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static BuildFailure of(Category category, String message, String hint) {
        return new BuildFailure(category, message, hint, null, null);
    }

    public BuildFailure in(@Nullable String failedStep, @Nullable String excerpt) {
        return new BuildFailure(category, message, hint, failedStep, excerpt);
    }
}
