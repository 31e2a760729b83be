package io.nokube.monitor.stream;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the events of a deployment carry.
public final class Progress {
    private Progress() {}

    /// How far a rollout is.
    ///
    /// @param message what is waited for, or what went wrong
    @Schema(name = "RolloutEvent")
    public record Rollout(
            long revision,
            int replicasWanted,
            int replicasUpdated,
            int replicasReady,
            int replicasAvailable,
            int replicasTotal,
            boolean complete,
            String message) {}

    /// How a pod is.
    ///
    /// @param phase as Kubernetes has it, or `Deleted`
    /// @param reason why it does not run; null where it does
    @Schema(name = "PodEvent")
    public record PodState(
            String name,
            String phase,
            boolean ready,
            int restarts,
            @Schema(nullable = true) @Nullable String reason,
            @Schema(nullable = true) @Nullable String message) {}

    /// An Event that Kubernetes recorded about the app or something that it owns.
    ///
    /// @param type `Normal` or `Warning`
    /// @param object such as `Pod/frontend-5d4c…`
    @Schema(name = "KubernetesEvent")
    public record KubernetesEvent(
            @Schema(enumeration = {"Normal", "Warning"}) String type,

            String reason,
            String message,
            String object,
            int count,

            @Schema(nullable = true, format = "date-time") @Nullable
            String time) {}
}
