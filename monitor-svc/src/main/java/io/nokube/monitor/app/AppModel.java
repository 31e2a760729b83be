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
/// @param route null where the app is not reached from outside
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
        boolean paused) {

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

    /// The address outside the cluster.
    ///
    /// @param ingressClass null for the cluster's default
    /// @param issuer the ClusterIssuer of the certificate, null for the controller's own certificate
    public record Route(
            String host,
            String path,
            boolean tls,
            @Nullable String issuer,
            @Nullable String ingressClass) {
        public String url() {
            return (tls ? "https://" : "http://") + host + (path.equals("/") ? "" : path);
        }
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
