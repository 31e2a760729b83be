package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.observed.ClusterSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// What is likely to go wrong with a deploy. Warnings, not walls: all of it may be put right afterwards.
@ApplicationScoped
public class PreFlight {
    private final ClusterReader cluster;
    private final PlatformPolicy policy;

    public PreFlight(ClusterReader cluster, PlatformPolicy policy) {
        this.cluster = cluster;
        this.policy = policy;
    }

    List<String> warnings(AppModel app, ClusterSnapshot seen, boolean isDeployed) {
        List<String> warnings = new ArrayList<>();
        if (seen.hostTaken() != null) {
            warnings.add("The host is another app's already, under the same path.");
        }
        if (app.scaling() != null && !cluster.knows("metrics.k8s.io")) {
            warnings.add("The cluster measures no CPU use (metrics.k8s.io), so that nothing will be scaled.");
        }
        if (app.volume() != null && app.volume().className() != null) {
            String name = app.volume().className();
            boolean isThere = cluster.find(new StorageClassBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .isPresent();
            if (!isThere) {
                warnings.add("There is no storage class " + name + ", so that no volume will be made.");
            }
        }
        if (app.route() != null && app.route().tls() && app.route().issuer() == null) {
            warnings.add("No certificate issuer is configured; the ingress controller will show its own certificate.");
        }
        if (app.route() != null && policy.gateway() != null && !cluster.knows("gateway.networking.k8s.io")) {
            warnings.add("The cluster does not know the Gateway API, so that the app will have no address outside.");
        }
        if (isDeployed && !app.image().contains("@")) {
            warnings.add("The image is named by a tag. Where nothing else changes, deploying restarts the pods, so that"
                    + " they pull what the tag points to by then.");
        }
        return warnings;
    }
}
