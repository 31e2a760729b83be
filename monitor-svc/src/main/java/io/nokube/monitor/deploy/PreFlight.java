package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.registry.PullSecret;
import io.nokube.monitor.registry.Registry;
import io.nokube.monitor.registry.Registry.Credentials;
import io.nokube.monitor.registry.RegistryImage;
import io.nokube.monitor.registry.Sighting;
import io.nokube.monitor.tenancy.QuotaManifest;
import io.nokube.names.ImageReference;
import io.nokube.names.InvalidNameException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is likely to go wrong with a deploy. Warnings, not walls: all of it may be put right afterwards.
///
/// Everything is asked at once, and what gives no answer in time is left out.
@ApplicationScoped
public class PreFlight {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String CERT_MANAGER = "cert-manager.io";
    private static final String IMAGE = "image_name";

    private final ClusterReader cluster;
    private final PlatformPolicy policy;
    private final Registry registry;

    public PreFlight(ClusterReader cluster, PlatformPolicy policy, Registry registry) {
        this.cluster = cluster;
        this.policy = policy;
        this.registry = registry;
    }

    /// @param isDeployed whether the app is there already
    List<Warning> warnings(AppModel app, ClusterSnapshot seen, boolean isDeployed) {
        List<Warning> warnings = new ArrayList<>();
        if (seen.hostTaken() != null) {
            warnings.add(new Warning("custom_domain", "The host is another app's already, under the same path."));
        }
        warnings.addAll(Probes.answers(
                List.of(
                        () -> scaling(app),
                        () -> volume(app),
                        () -> address(app),
                        () -> quota(app, seen),
                        () -> image(app)),
                PATIENCE));
        if (isDeployed && !app.image().contains("@")) {
            warnings.add(new Warning(
                    IMAGE,
                    "The image is named by a tag. Where nothing else changes, deploying restarts the pods, so that"
                            + " they pull what the tag points to by then."));
        }
        return warnings;
    }

    private List<Warning> scaling(AppModel app) {
        return app.scaling() == null || cluster.knows("metrics.k8s.io")
                ? List.of()
                : warning(
                        "enable_autoscaling",
                        "The cluster measures no CPU use (metrics.k8s.io), so that nothing will be scaled.");
    }

    private List<Warning> volume(AppModel app) {
        if (app.volume() == null || app.volume().className() == null) {
            return List.of();
        }
        String name = app.volume().className();
        HasMetadata wanted = new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
        return cluster.find(wanted).isPresent()
                ? List.of()
                : warning("storage_size", "There is no storage class " + name + ", so that no volume will be made.");
    }

    private List<Warning> address(AppModel app) {
        if (app.route() == null) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>();
        if (policy.gateway() != null && !cluster.knows("gateway.networking.k8s.io")) {
            warnings.add(new Warning(
                    "exposure_type",
                    "The cluster does not know the Gateway API, so that the app will have no address outside."));
        }
        if (app.route().tls()) {
            warnings.addAll(issuer(app.route().issuer()));
        }
        return warnings;
    }

    private List<Warning> issuer(@Nullable String issuer) {
        String field = "enable_https";
        if (issuer == null) {
            return warning(
                    field,
                    "No certificate issuer is configured; the ingress controller will show its own certificate.");
        }
        if (!cluster.knows(CERT_MANAGER)) {
            return warning(
                    field,
                    "The cluster does not know cert-manager, which would have the issuer " + issuer
                            + " make a certificate; the ingress controller will show its own.");
        }
        HasMetadata wanted = new GenericKubernetesResourceBuilder()
                .withApiVersion(CERT_MANAGER + "/v1")
                .withKind("ClusterIssuer")
                .withNewMetadata()
                .withName(issuer)
                .endMetadata()
                .build();
        return cluster.find(wanted).isPresent()
                ? List.of()
                : warning(
                        field,
                        "There is no certificate issuer " + issuer
                                + "; the ingress controller will show its own certificate.");
    }

    private List<Warning> quota(AppModel app, ClusterSnapshot seen) {
        HasMetadata quota = new ResourceQuotaBuilder()
                .withNewMetadata()
                .withNamespace(app.namespace())
                .withName(QuotaManifest.NAME)
                .endMetadata()
                .build();
        return cluster.find(quota)
                .map(ResourceQuota.class::cast)
                .map(found -> QuotaCheck.warnings(app, seen, found))
                .orElse(List.of());
    }

    private List<Warning> image(AppModel app) {
        RegistryImage image;
        try {
            image = RegistryImage.of(ImageReference.parse(app.image()));
        } catch (InvalidNameException e) {
            return List.of();
        }
        boolean isSecretNamed = policy.pullSecret() != null;
        Optional<Secret> secret = isSecretNamed ? pullSecret(app, policy.pullSecret()) : Optional.empty();
        if (isSecretNamed && secret.isEmpty()) {
            // The project is new: nobody can say yet what its pods will be allowed.
            return List.of();
        }
        Credentials credentials =
                secret.flatMap(found -> PullSecret.read(found, image)).orElse(null);
        return switch (registry.look(image, credentials)) {
            case Sighting.Present present -> architecture(present.architectures());
            case Sighting.Missing _ ->
                warning(IMAGE, "The registry " + image.host() + " has no image " + app.image() + ".");
            case Sighting.Denied _ -> warning(IMAGE, denied(app, image, credentials != null));
            case Sighting.Unknown _ -> List.of();
        };
    }

    private static String denied(AppModel app, RegistryImage image, boolean isSignedIn) {
        return "The registry " + image.host() + " does not show " + app.image()
                + (isSignedIn
                        ? " to the account of the pull secret: it does not exist, or the account may not read it."
                        : " without a sign-in: it does not exist, or it is private and the pull secret says nothing"
                                + " about this registry.");
    }

    private List<Warning> architecture(Set<String> built) {
        Set<String> nodes = built.isEmpty() ? Set.of() : cluster.architectures();
        boolean fits = nodes.isEmpty() || nodes.stream().anyMatch(built::contains);
        return fits
                ? List.of()
                : warning(
                        IMAGE,
                        "The image was built for " + String.join(", ", new TreeSet<>(built))
                                + ", and the cluster's nodes are " + String.join(", ", new TreeSet<>(nodes)) + ".");
    }

    private Optional<Secret> pullSecret(AppModel app, @Nullable String name) {
        HasMetadata wanted = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(app.namespace())
                .withName(name)
                .endMetadata()
                .build();
        return cluster.find(wanted).map(Secret.class::cast);
    }

    private static List<Warning> warning(String field, String message) {
        return List.of(new Warning(field, message));
    }
}
