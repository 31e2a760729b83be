package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
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
    private static final Set<String> START = Set.of("RunContainerError", "StartError", "ContainerCannotRun");
    private static final String EXEC_FORMAT = "exec format error";
    private static final List<String> NO_PROGRAM = List.of("no such file or directory", "executable file not found");

    private RolloutDiagnosis() {}

    /// The first thing that is wrong with any of `pods`; empty where they only need more time.
    public static Optional<Finding> of(List<Pod> pods) {
        return pods.stream().flatMap(pod -> ofPod(pod).stream()).findFirst();
    }

    private static Optional<Finding> ofPod(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        if ("Evicted".equals(pod.getStatus().getReason())) {
            return finding(
                    Reason.EVICTED,
                    Sentences.withDetail(
                            "The pod was evicted", text(pod.getStatus().getMessage())));
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
        ContainerStateTerminated now = terminated(status.getState());
        if (waiting == null && now == null) {
            return Optional.empty();
        }
        ContainerStateTerminated ended = now == null ? terminated(status.getLastState()) : now;
        String why = waiting == null ? "" : text(waiting.getReason());
        String detail = waiting == null ? "" : text(waiting.getMessage());
        if (PULL.contains(why)) {
            return Optional.of(PullDiagnosis.of(text(status.getImage()), why, detail));
        }
        if (CONFIG.contains(why) || START.contains(why)) {
            return Optional.of(notMade(detail));
        }
        if (ended == null || !(waiting == null || why.equals("CrashLoopBackOff"))) {
            return Optional.empty();
        }
        return Optional.of(ended(ended));
    }

    private static Finding notMade(String detail) {
        if (detail.contains("runAsNonRoot") || detail.contains("non-root")) {
            return new Finding(
                    Reason.REQUIRES_NON_ROOT, Sentences.withDetail("The container may not be started", detail));
        }
        if (detail.contains(EXEC_FORMAT)) {
            return wrongArchitecture();
        }
        if (NO_PROGRAM.stream().anyMatch(detail::contains)) {
            return new Finding(Reason.COMMAND_NOT_FOUND, Sentences.withDetail("The program cannot be started", detail));
        }
        return new Finding(Reason.CONFIG_MISSING, Sentences.withDetail("The container cannot be made", detail));
    }

    private static Finding ended(ContainerStateTerminated ended) {
        String output = text(ended.getMessage());
        if ("OOMKilled".equals(ended.getReason())) {
            return new Finding(
                    Reason.OUT_OF_MEMORY, "The program was ended because it used more memory than its limit.");
        }
        if (output.contains(EXEC_FORMAT)) {
            return wrongArchitecture();
        }
        if (START.contains(text(ended.getReason()))) {
            return notMade(output);
        }
        return new Finding(
                Reason.CRASH_LOOP,
                "The program ends again and again, last with exit code " + ended.getExitCode() + "."
                        + Sentences.lastLines(output));
    }

    private static Finding wrongArchitecture() {
        return new Finding(
                Reason.WRONG_ARCHITECTURE, "The program was not built for the architecture of the cluster's nodes.");
    }

    private static Optional<Finding> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "Unschedulable".equals(condition.getReason()))
                .findFirst()
                .map(RolloutDiagnosis::unschedulable);
    }

    private static Finding unschedulable(PodCondition condition) {
        String message = text(condition.getMessage());
        return message.contains("persistentvolumeclaim") || message.contains("PersistentVolumeClaim")
                ? new Finding(Reason.VOLUME_NOT_BOUND, Sentences.withDetail("The pod has no volume yet", message))
                : new Finding(Reason.UNSCHEDULABLE, Sentences.withDetail("No node takes the pod", message));
    }

    private static @Nullable ContainerStateTerminated terminated(@Nullable ContainerState state) {
        return state == null ? null : state.getTerminated();
    }

    private static Optional<Finding> finding(Reason reason, String message) {
        return Optional.of(new Finding(reason, message));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
