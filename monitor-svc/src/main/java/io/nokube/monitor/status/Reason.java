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
    STOPPED("Stopped"),
    NO_DRIFT("NoDrift"),
    PUT_BACK("PutBack"),
    ROUTED("Routed"),
    WAITING_FOR_CONTROLLER("WaitingForController"),
    SCALING("Scaling"),
    SCALING_INACTIVE("ScalingInactive"),
    SINGLE_VOLUME("SingleVolume"),
    CERTIFICATE_ISSUED("CertificateIssued"),
    CERTIFICATE_PENDING("CertificatePending"),
    CERTIFICATE_NOT_ISSUED(
            "CertificateNotIssued",
            "unknown",
            "Check that the host's name leads to this cluster and that the certificate issuer is there and ready; it is"
                    + " tried again by itself. Until then visitors get the ingress controller's own certificate."),
    CONFLICT(
            "Conflict",
            "conflict",
            "Give the service another name, delete the object that is in the way, or put the annotation nokube.io/adopt:"
                    + " \"true\" on it to have it taken over."),
    HOST_TAKEN("HostTaken", "conflict", "Choose another custom_domain or custom_path (exposure.host, exposure.path)."),
    INVALID_SPEC("InvalidSpec", "invalid_spec", "Correct what the message names and deploy again."),
    CLUSTER_FAILED(
            "ClusterFailed",
            "unknown",
            "The cluster itself could not do it; it is tried again by itself. If it stays, show the message to the"
                    + " operator of the cluster."),
    RECONCILE_FAILED("ReconcileFailed", "unknown", "It is tried again by itself. If it stays, tell the operator."),
    IMAGE_NOT_FOUND(
            "ImageNotFound",
            "image_pull",
            "Check the image's name and tag, and that its build was pushed; then deploy again."),
    IMAGE_PULL_DENIED(
            "ImagePullDenied",
            "image_pull",
            "Make the image public, or have the operator configure a pull secret that may read it."),
    IMAGE_PULL_LIMITED(
            "ImagePullLimited",
            "image_pull",
            "The registry limits how often images are pulled. It is tried again by itself; a pull secret raises the"
                    + " limit."),
    WRONG_ARCHITECTURE(
            "WrongArchitecture",
            "image_pull",
            "Build the image for the architecture of the cluster's nodes, for example with platforms"
                    + " [\"linux/amd64\", \"linux/arm64\"]."),
    IMAGE_PULL_FAILED(
            "ImagePullFailed",
            "image_pull",
            "Check that the image and its tag exist and that the cluster may pull it."),
    REQUIRES_NON_ROOT(
            "RequiresNonRoot",
            "invalid_spec",
            "The image runs as root, which is not allowed. Add a line such as USER 1000 to its Dockerfile, or have an"
                    + " administrator deploy it with run_as_root."),
    CONFIG_MISSING(
            "ConfigMissing",
            "invalid_spec",
            "Create the Secret that the message names, or take it out of the app's secretRefs."),
    SECRETS_UNREADABLE(
            "SecretsUnreadable",
            "invalid_spec",
            "Have the operator of the cluster bind monitor-svc to the ClusterRole nokube-tenant in this namespace, as"
                    + " k8s/README.md says, or take the Secrets out of the app's secretRefs."),
    COMMAND_NOT_FOUND(
            "CommandNotFound",
            "invalid_spec",
            "The program to start is not in the image. Check command and args, or the image's ENTRYPOINT."),
    OUT_OF_MEMORY("OutOfMemory", "out_of_memory", "Raise the memory limit, or make the program use less."),
    CRASH_LOOP("CrashLoop", "crash_loop", "Look at the logs of the pod: the program ends by itself."),
    VOLUME_NOT_BOUND(
            "VolumeNotBound",
            "unschedulable",
            "No volume could be made. Check that the storage class exists and can make a volume of this size."),
    VOLUME_NOT_MOUNTED(
            "VolumeNotMounted",
            "unschedulable",
            "The volume cannot be mounted where the pod runs; most often another node still holds it. It is tried again"
                    + " by itself."),
    UNSCHEDULABLE(
            "Unschedulable",
            "unschedulable",
            "Ask for less CPU or memory, run fewer replicas, or have nodes added to the cluster."),
    EVICTED("Evicted", "unschedulable", "The node ran short of something. Ask for what the program really needs."),
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
            "Look at the logs and events of the pods, and deploy again or roll back.");

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
