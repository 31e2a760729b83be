package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Check;
import io.nokube.monitor.desired.PodPart;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far the workload is with what the spec asks for.
///
/// @param isCurrent whether the numbers are about the present spec already
record Rollout(
        boolean isCurrent,
        int wanted,
        int total,
        int updated,
        int available,
        int ready,
        List<Pod> pods,
        List<DeploymentCondition> conditions,
        @Nullable Check readiness) {
    private static final String TEMPLATE_HASH = "pod-template-hash";

    /// @param workload null where there is none yet
    /// @param isChanging whether it is just being changed, so that what was seen is old
    /// @param isSettled whether this generation of the app was rolled out already when it was last looked at. A
    ///     workload that is ahead of its status was then changed by somebody else, most likely in an annotation,
    ///     which says nothing against the numbers.
    static Rollout of(
            AppModel app, @Nullable Deployment workload, boolean isChanging, boolean isSettled, List<Pod> pods) {
        if (workload == null || workload.getStatus() == null) {
            return new Rollout(false, app.replicas(), 0, 0, 0, 0, List.of(), List.of(), null);
        }
        DeploymentStatus status = workload.getStatus();
        long generation = Objects.requireNonNullElse(workload.getMetadata().getGeneration(), 0L);
        long observed = Objects.requireNonNullElse(status.getObservedGeneration(), -1L);
        return new Rollout(
                !isChanging && (isSettled || observed >= generation),
                app.replicas(),
                number(status.getReplicas()),
                number(status.getUpdatedReplicas()),
                number(status.getAvailableReplicas()),
                number(status.getReadyReplicas()),
                newest(app, pods),
                status.getConditions(),
                app.probes().readiness());
    }

    boolean isComplete() {
        return isCurrent && updated == wanted && available == wanted && total == wanted;
    }

    boolean isStopped() {
        return isCurrent && wanted == 0 && total == 0;
    }

    /// What keeps the rollout from going on.
    Optional<Finding> trouble() {
        if (!isCurrent || isComplete()) {
            return Optional.empty();
        }
        Optional<Finding> ofPods = RolloutDiagnosis.of(pods);
        return ofPods.or(this::refused).or(this::tooLate).map(this::withOldPods);
    }

    private Optional<Finding> refused() {
        return condition("ReplicaFailure", "True").map(message -> {
            if (message.contains("exceeded quota")) {
                return new Finding(
                        Reason.QUOTA_EXCEEDED, Sentences.withDetail("The project's quota is used up", message));
            }
            return message.contains("violates PodSecurity") && message.contains("runAsNonRoot")
                    ? new Finding(Reason.REQUIRES_NON_ROOT, message)
                    : new Finding(Reason.PODS_REFUSED, Sentences.withDetail("The pods are refused", message));
        });
    }

    private Optional<Finding> tooLate() {
        return condition("Progressing", "False").map(message -> {
            boolean isRunning = pods.stream()
                    .anyMatch(pod -> "Running".equals(pod.getStatus().getPhase()));
            return isRunning && readiness != null
                    ? new Finding(Reason.PROBE_FAILING, unanswered(readiness))
                    : new Finding(Reason.PROGRESS_DEADLINE, "The pods were not ready in time.");
        });
    }

    private static String unanswered(Check check) {
        return check.path() == null
                ? "The pods run, but nothing can be reached on port " + check.port() + "."
                : "The pods run, but do not answer their readiness check of " + check.path() + " on port "
                        + check.port() + ".";
    }

    private Finding withOldPods(Finding finding) {
        boolean serves = available > 0 && total > updated;
        return serves
                ? new Finding(finding.reason(), finding.message() + " The previous release keeps serving.")
                : finding;
    }

    private Optional<String> condition(String type, String status) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()) && status.equals(condition.getStatus()))
                .map(condition -> Objects.requireNonNullElse(condition.getMessage(), ""))
                .findFirst();
    }

    /// The pods of the newest template with the present image: those before it no longer say anything about it.
    private static List<Pod> newest(AppModel app, List<Pod> pods) {
        List<Pod> present = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> pod.getSpec().getContainers().stream()
                        .anyMatch(container -> PodPart.CONTAINER.equals(container.getName())
                                && app.image().equals(container.getImage())))
                .toList();
        Optional<String> newest = present.stream()
                .map(Pod::getMetadata)
                .max(Comparator.comparing(meta -> Objects.requireNonNullElse(meta.getCreationTimestamp(), "")))
                .map(Rollout::template);
        return present.stream()
                .filter(pod -> newest.equals(Optional.of(template(pod.getMetadata()))))
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    private static String template(ObjectMeta metadata) {
        return metadata.getLabels().getOrDefault(TEMPLATE_HASH, "");
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
