package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.observed.ClusterSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is likely to go wrong with a deploy. Warnings, not walls: all of it may be put right afterwards.
@ApplicationScoped
public class PreFlight {
    private static final String CERT_MANAGER = "cert-manager.io";

    private final ClusterReader cluster;
    private final PlatformPolicy policy;

    public PreFlight(ClusterReader cluster, PlatformPolicy policy) {
        this.cluster = cluster;
        this.policy = policy;
    }

    /// @param isDeployed whether the app is there already
    List<Warning> warnings(AppModel app, ClusterSnapshot seen, boolean isDeployed) {
        List<Warning> warnings = new ArrayList<>();
        if (seen.hostTaken() != null) {
            warnings.add(new Warning("custom_domain", "The host is another app's already, under the same path."));
        }
        if (app.scaling() != null && !cluster.knows("metrics.k8s.io")) {
            warnings.add(new Warning(
                    "enable_autoscaling",
                    "The cluster measures no CPU use (metrics.k8s.io), so that nothing will be scaled."));
        }
        volume(app, warnings);
        address(app, warnings);
        if (isDeployed && !app.image().contains("@")) {
            warnings.add(new Warning(
                    "image_name",
                    "The image is named by a tag. Where nothing else changes, deploying restarts the pods, so that"
                            + " they pull what the tag points to by then."));
        }
        return warnings;
    }

    private void volume(AppModel app, List<Warning> warnings) {
        if (app.volume() == null || app.volume().className() == null) {
            return;
        }
        String name = app.volume().className();
        HasMetadata wanted = new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
        if (isMissing(wanted)) {
            warnings.add(new Warning(
                    "storage_size", "There is no storage class " + name + ", so that no volume will be made."));
        }
    }

    private void address(AppModel app, List<Warning> warnings) {
        if (app.route() == null) {
            return;
        }
        if (policy.gateway() != null && !cluster.knows("gateway.networking.k8s.io")) {
            warnings.add(new Warning(
                    "exposure_type",
                    "The cluster does not know the Gateway API, so that the app will have no address outside."));
        }
        if (app.route().tls()) {
            issuer(app.route().issuer(), warnings);
        }
    }

    private void issuer(@Nullable String issuer, List<Warning> warnings) {
        if (issuer == null) {
            warnings.add(new Warning(
                    "enable_https",
                    "No certificate issuer is configured; the ingress controller will show its own certificate."));
        } else if (!cluster.knows(CERT_MANAGER)) {
            warnings.add(new Warning(
                    "enable_https",
                    "The cluster does not know cert-manager, which would have the issuer " + issuer
                            + " make a certificate; the ingress controller will show its own."));
        }
    }

    /// What may not be looked at is taken to be there.
    private boolean isMissing(HasMetadata object) {
        try {
            return cluster.find(object).isEmpty();
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
