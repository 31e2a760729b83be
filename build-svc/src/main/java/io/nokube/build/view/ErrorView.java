package io.nokube.build.view;

import io.nokube.build.BuildFailure;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why a build failed and what to do.
@Schema(name = "BuildError")
@RegisterForReflection
public record ErrorView(
        @Schema(
                enumeration = {
                    "repository_not_found",
                    "dockerfile_not_found",
                    "build_failed",
                    "push_denied",
                    "quota_exceeded",
                    "dispatch_refused",
                    "timed_out",
                    "lost",
                    "unknown"
                },
                examples = "dockerfile_not_found")
        String category,

        String message,
        String hint,
        @Schema(nullable = true) @Nullable String step,
        @Schema(nullable = true) @Nullable String logExcerpt) {
    public static ErrorView of(BuildFailure failure) {
        return new ErrorView(
                failure.category().word(), failure.message(), failure.hint(), failure.step(), failure.logExcerpt());
    }
}
