package io.nokube.build.view;

import io.nokube.build.BuildId;
import io.nokube.build.Step;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The data of a `step` event.
@Schema(name = "BuildStepEvent")
@RegisterForReflection
public record StepEventView(
        String buildId,

        @Schema(description = "From 1, in the order in which steps run")
        int number,

        String name,

        @Schema(enumeration = {"pending", "in_progress", "success", "failed", "skipped", "cancelled"})
        String status,

        @Schema(nullable = true) @Nullable Instant startedAt,
        @Schema(nullable = true) @Nullable Instant completedAt) {
    public static StepEventView of(BuildId build, Step step) {
        return new StepEventView(
                build.toString(),
                step.number(),
                step.name(),
                step.status().word(),
                step.startedAt(),
                step.completedAt());
    }
}
