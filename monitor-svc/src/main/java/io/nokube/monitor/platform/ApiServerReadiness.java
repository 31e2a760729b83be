package io.nokube.monitor.platform;

import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.Informers;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready while the API server answers, knows NoKubeApps, and the caches were filled from it.
@Readiness
@ApplicationScoped
public class ApiServerReadiness implements HealthCheck {
    private static final String NAME = "kubernetes-api";

    private final ClusterReader cluster;
    private final Informers informers;

    public ApiServerReadiness(ClusterReader cluster, Informers informers) {
        this.cluster = cluster;
        this.informers = informers;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            if (!cluster.knowsApps()) {
                return down("The cluster does not know NoKubeApps: apply k8s/crd/nokubeapps.nokube.io.yaml");
            }
        } catch (RuntimeException e) {
            return down("The Kubernetes API server cannot be reached");
        }
        return informers.isComplete() ? HealthCheckResponse.up(NAME) : down("The caches are being filled");
    }

    private static HealthCheckResponse down(String why) {
        return HealthCheckResponse.named(NAME).down().withData("reason", why).build();
    }
}
