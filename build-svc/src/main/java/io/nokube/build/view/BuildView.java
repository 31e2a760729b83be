package io.nokube.build.view;

import io.nokube.build.Build;
import io.nokube.build.BuildState;
import io.nokube.build.BuildState.Failed;
import io.nokube.build.BuildState.Success;
import io.nokube.build.RunLink;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A build as `GET /api/v1/builds/{build_id}` answers it; every member is always there, null where it is not known.
@Schema(name = "Build")
@RegisterForReflection
public record BuildView(
        @Schema(examples = "019ab0c4-7f5e-7d30-8a35-3b0f3c9d2f41")
        String buildId,

        int projectId,
        @Schema(examples = "frontend") String serviceName,

        @Schema(
                description = "success, failed and cancelled are final",
                enumeration = {"pending", "building", "cancelling", "success", "failed", "cancelled"},
                examples = "building")
        String status,

        @Schema(
                description = "What is pushed; known from the start",
                examples = "ghcr.io/amzhm/testuser-myapp-frontend:latest")
        String imageFullName,

        @Schema(
                description = "sha256:… of what was pushed; known on success, to pin a deployment to it",
                nullable = true)
        @Nullable
        String imageDigest,

        @Schema(examples = "main") String branch,

        @Schema(description = "What was built; known on success", nullable = true) @Nullable
        String commitSha,

        Instant createdAt,

        @Schema(description = "When GitHub began to run it", nullable = true) @Nullable
        Instant startedAt,

        @Schema(nullable = true) @Nullable Instant completedAt,

        @Schema(description = "Seconds from started_at to completed_at", nullable = true) @Nullable
        Long duration,

        @Schema(
                description = "Seconds: the median of the last successful builds of this project and service",
                nullable = true)
        @Nullable
        Integer estimatedDuration,

        @Schema(
                description =
                        "While it is pending: its place among NoKube's builds that wait, 1 being the next. Only where"
                                + " one build is asked for; GitHub does not tell what else waits there.",
                nullable = true)
        @Nullable
        Integer queuePosition,

        List<StepView> steps,

        @Schema(description = "The run's page on GitHub", nullable = true) @Nullable
        String runUrl,

        @Schema(
                description = "What it printed, as text; empty until GitHub hands it out",
                examples = "/api/v1/builds/019ab0c4-7f5e-7d30-8a35-3b0f3c9d2f41/logs")
        String logsUrl,

        @Schema(description = "Why it failed", nullable = true) @Nullable
        ErrorView error,

        @Schema(description = "The build that this one repeats", nullable = true) @Nullable
        String retryOf,

        String requestedBy) {

    /// With its place among the builds that wait.
    public BuildView waiting(int place) {
        return new BuildView(
                buildId,
                projectId,
                serviceName,
                status,
                imageFullName,
                imageDigest,
                branch,
                commitSha,
                createdAt,
                startedAt,
                completedAt,
                duration,
                estimatedDuration,
                place,
                steps,
                runUrl,
                logsUrl,
                error,
                retryOf,
                requestedBy);
    }

    public static BuildView of(Build build) {
        BuildState state = build.state();
        RunLink run = state.run();
        Success success = state instanceof Success made ? made : null;
        return new BuildView(
                build.id().toString(),
                build.spec().projectId(),
                build.spec().serviceName(),
                state.status().word(),
                build.spec().image(),
                success == null ? null : success.result().digest(),
                build.spec().branch(),
                success == null ? null : success.result().commit(),
                build.createdAt(),
                state.startedAt(),
                state.completedAt(),
                duration(state),
                build.estimatedDuration(),
                null,
                build.steps().stream().map(StepView::of).toList(),
                run == null ? null : run.url(),
                "/api/v1/builds/" + build.id() + "/logs",
                state instanceof Failed failed ? ErrorView.of(failed.failure()) : null,
                build.spec().retryOf() == null ? null : build.spec().retryOf().toString(),
                build.spec().requestedBy());
    }

    private static @Nullable Long duration(BuildState state) {
        Instant start = state.startedAt();
        Instant end = state.completedAt();
        return start == null || end == null
                ? null
                : Duration.between(start, end).toSeconds();
    }
}
