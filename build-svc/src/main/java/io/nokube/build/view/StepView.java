package io.nokube.build.view;

import io.nokube.build.Step;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A step of a build's run.
@Schema(name = "BuildStep")
@RegisterForReflection
public record StepView(
        @Schema(examples = "Build and push") String name,

        @Schema(
                enumeration = {"pending", "in_progress", "success", "failed", "skipped", "cancelled"},
                examples = "in_progress")
        String status,

        @Schema(nullable = true) @Nullable Instant startedAt,
        @Schema(nullable = true) @Nullable Instant completedAt) {
    public static StepView of(Step step) {
        return new StepView(step.name(), step.status().word(), step.startedAt(), step.completedAt());
    }
}
