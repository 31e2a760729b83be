package io.nokube.monitor.status;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every reason that a condition can give. Those with a category are failures: the category and the hint are what the
/// REST API adds for the person who has to do something about it.
public enum Reason {
    APPLIED("Applied"),
    AVAILABLE("Available"),
    ROLLED_OUT("RolledOut"),
    ROLLING_OUT("RollingOut"),
    NO_POD_READY("NoPodReady"),
    PAUSED("Paused"),
    NOT_PAUSED("NotPaused"),
    STOPPED("Stopped"),
    CONFLICT("Conflict", "conflict", "Give the service another name, or delete the object that is in the way."),
    INVALID_SPEC("InvalidSpec", "invalid_spec", "Correct what the message names and deploy again."),
    RECONCILE_FAILED("ReconcileFailed", "unknown", "It is tried again by itself. If it stays, tell the operator."),
    IMAGE_PULL_FAILED(
            "ImagePullFailed",
            "image_pull",
            "Check that the image and its tag exist and that the cluster may pull it."),
    REQUIRES_NON_ROOT(
            "RequiresNonRoot",
            "invalid_spec",
            "The image runs as root, which is not allowed. Add a line such as USER 1000 to its Dockerfile."),
    CONFIG_MISSING(
            "ConfigMissing",
            "invalid_spec",
            "Create the Secret that the message names, or take it out of the app's secretRefs."),
    OUT_OF_MEMORY("OutOfMemory", "out_of_memory", "Raise the memory limit, or make the program use less."),
    CRASH_LOOP("CrashLoop", "crash_loop", "Look at the logs of the pod: the program ends by itself."),
    UNSCHEDULABLE(
            "Unschedulable",
            "unschedulable",
            "Ask for less CPU or memory, run fewer replicas, or have nodes added to the cluster."),
    QUOTA_EXCEEDED(
            "QuotaExceeded",
            "quota_exceeded",
            "Ask for less CPU or memory, run fewer replicas, or have the quota raised."),
    PODS_REFUSED("PodsRefused", "invalid_spec", "The cluster does not accept the pods; the message says why."),
    PROBE_FAILING(
            "ProbeFailing",
            "probe_failing",
            "Check that the program listens on the container port and answers on the readiness path."),
    PROGRESS_DEADLINE(
            "ProgressDeadlineExceeded",
            "progress_deadline",
            "Look at the logs and events of the pods, and deploy again.");

    private final String word;
    private final @Nullable String category;
    private final String hint;

    Reason(String word) {
        this.word = word;
        this.category = null;
        this.hint = "";
    }

    Reason(String word, String category, String hint) {
        this.word = word;
        this.category = category;
        this.hint = hint;
    }

    public static Optional<Reason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst();
    }

    /// How a condition says it.
    public String word() {
        return word;
    }

    /// What the REST API calls the failure; empty where it is none.
    public Optional<String> category() {
        return Optional.ofNullable(category);
    }

    /// What a person can do about it.
    public String hint() {
        return hint;
    }
}
