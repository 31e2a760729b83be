package io.nokube.monitor.app;

import io.fabric8.kubernetes.api.model.Quantity;
import io.nokube.crd.AppType;
import io.nokube.crd.ExposureType;
import io.nokube.monitor.observed.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An app with nothing left to decide.
///
/// @param containerPort null where nobody connects to the app
/// @param replicas how many pods are to run; with an autoscaler, how many it runs just now
/// @param route null where the app is not reached from outside
/// @param scaling null where nobody but the spec says how many pods run
/// @param setsReplicas whether the workload's replicas are the app's to set: not while an autoscaler does, which only
///     does so above 0
/// @param volume null where nothing is kept
/// @param secretsHash of everything in the Secrets that the pods read; empty where they read none
/// @param restartedAt null where nobody has asked for a restart
/// @param promisedRevision the number that whoever asked for the present release was told; 0 where nobody was
/// @param env sorted by name, so that the same variables always make the same pod
public record AppModel(
        String name,
        String namespace,
        String uid,
        long generation,
        Tenant tenant,
        AppType type,
        String image,
        int replicas,
        ExposureType exposure,
        @Nullable Integer containerPort,
        int servicePort,
        @Nullable Route route,
        Sizes sizes,
        Map<String, String> env,
        List<String> secretRefs,
        List<String> command,
        List<String> args,
        Probes probes,
        @Nullable Scaling scaling,
        boolean setsReplicas,
        @Nullable Volume volume,
        String secretsHash,
        @Nullable String restartedAt,
        PodRules podRules,
        boolean autoRollback,
        boolean paused,
        long promisedRevision) {

    /// CPU and memory of a pod; a limit is never below its request.
    public record Sizes(Quantity cpuRequest, Quantity memoryRequest, Quantity cpuLimit, Quantity memoryLimit) {}

    /// The checks of a pod; each is null where it is not made.
    public record Probes(
            @Nullable Check readiness, @Nullable Check liveness) {
        static final Probes NONE = new Probes(null, null);
    }

    /// @param path null for a TCP connection
    public record Check(
            @Nullable String path, int port, int initialDelay, int period, int timeout, int failureThreshold) {}

    /// Between how many and how many pods an autoscaler decides.
    public record Scaling(int min, int max, int targetCpuPercent) {}

    /// @param name of the claim
    /// @param className null for the cluster's default
    /// @param shared whether several nodes can mount it at once
    /// @param deleted whether it goes with the app
    public record Volume(
            String name,
            Quantity size,
            String mountPath,
            @Nullable String className,
            boolean shared,
            boolean deleted) {}

    /// What the platform says about pods.
    ///
    /// @param pullSecret null where images are public
    /// @param mayRunAsRoot whether an administrator has allowed it for this app
    /// @param ingressNamespaces where requests from outside come from
    public record PodRules(@Nullable String pullSecret, boolean mayRunAsRoot, List<String> ingressNamespaces) {}

    /// The address outside the cluster.
    ///
    /// @param prefix what is taken off the path before the app sees it; empty where nothing is
    /// @param ingressClass null for the cluster's default
    /// @param issuer the ClusterIssuer of the certificate, null for the controller's own certificate
    /// @param gateway `<namespace>/<name>` of the Gateway that an HTTPRoute attaches to; null for an Ingress
    public record Route(
            String host,
            String path,
            boolean tls,
            @Nullable String issuer,
            @Nullable String ingressClass,
            String prefix,
            @Nullable String gateway) {
        public String url() {
            return (tls ? "https://" : "http://") + host + (path.equals("/") ? "" : path);
        }
    }

    /// Whether old pods have to go before new ones come, since they cannot share their volume.
    public boolean recreates() {
        return volume != null && !volume.shared();
    }

    /// Whether more than one pod runs, so that one can be spared.
    public boolean isSpread() {
        return scaling == null ? replicas > 1 : scaling.min() > 1;
    }

    public Optional<String> externalUrl() {
        return Optional.ofNullable(route).map(Route::url);
    }

    public Optional<String> internalUrl() {
        return exposure == ExposureType.NONE
                ? Optional.empty()
                : Optional.of("http://" + name + "." + namespace + ".svc:" + servicePort);
    }
}
