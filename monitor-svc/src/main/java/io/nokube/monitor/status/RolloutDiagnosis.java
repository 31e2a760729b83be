package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Why pods do not become ready, from what they say about themselves.
public final class RolloutDiagnosis {
    private static final Set<String> PULL =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable");
    private static final Set<String> CONFIG = Set.of("CreateContainerConfigError", "CreateContainerError");

    private RolloutDiagnosis() {}

    /// The first thing that is wrong with any of `pods`; empty where they only need more time.
    public static Optional<Finding> of(List<Pod> pods) {
        return pods.stream().flatMap(pod -> ofPod(pod).stream()).findFirst();
    }

    private static Optional<Finding> ofPod(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        Stream<Finding> containers = Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .flatMap(status -> ofContainer(status).stream());
        return Stream.concat(containers, unschedulable(pod).stream()).findFirst();
    }

    private static Optional<Finding> ofContainer(ContainerStatus status) {
        ContainerStateWaiting waiting =
                status.getState() == null ? null : status.getState().getWaiting();
        ContainerStateTerminated ended =
                Optional.ofNullable(terminated(status.getState())).orElse(terminated(status.getLastState()));
        boolean isRunning = waiting == null && terminated(status.getState()) == null;
        if (isRunning) {
            return Optional.empty();
        }
        String why = waiting == null ? "" : text(waiting.getReason());
        String detail = waiting == null ? "" : text(waiting.getMessage());
        if (PULL.contains(why)) {
            return finding(
                    Reason.IMAGE_PULL_FAILED, "The image " + status.getImage() + " cannot be pulled" + because(detail));
        }
        if (CONFIG.contains(why)) {
            return finding(
                    detail.contains("runAsNonRoot") ? Reason.REQUIRES_NON_ROOT : Reason.CONFIG_MISSING,
                    "The container cannot be made" + because(detail));
        }
        if (ended != null && "OOMKilled".equals(ended.getReason())) {
            return finding(Reason.OUT_OF_MEMORY, "The program was ended because it used more memory than its limit.");
        }
        if (ended != null && (waiting == null || why.equals("CrashLoopBackOff"))) {
            return finding(
                    Reason.CRASH_LOOP,
                    "The program ends again and again, last with exit code " + ended.getExitCode() + ".");
        }
        return Optional.empty();
    }

    private static Optional<Finding> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "Unschedulable".equals(condition.getReason()))
                .findFirst()
                .map(condition -> new Finding(
                        Reason.UNSCHEDULABLE, "No node takes the pod" + because(text(condition.getMessage()))));
    }

    private static @Nullable ContainerStateTerminated terminated(@Nullable ContainerState state) {
        return state == null ? null : state.getTerminated();
    }

    private static Optional<Finding> finding(Reason reason, String message) {
        return Optional.of(new Finding(reason, message));
    }

    private static String because(String detail) {
        if (detail.isEmpty()) {
            return ".";
        }
        return ": " + detail + (detail.endsWith(".") ? "" : ".");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
