package io.nokube.monitor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.registry.Sighting;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreFlightTest {
    private static final Tenant TENANT = Tenant.of("ann-shop", Map.of());
    private static final Set<String> EVERYTHING =
            Set.of("metrics.k8s.io", "cert-manager.io", "ClusterIssuer/le", "StorageClass/fast");

    private Sighting sighting = new Sighting.Present(Set.of("amd64", "arm64"));

    @Test
    void nothingIsSaidWhereAllIsThere() {
        assertThat(warnings(
                        "image: x/y@sha256:1, autoscaling: {}, storage: {size: 1Gi, className: fast},"
                                + " exposure: {tls: {enabled: true, issuer: le}}",
                        EVERYTHING,
                        null,
                        true))
                .isEmpty();
    }

    @Test
    void eachWarningNamesAField() {
        assertThat(warnings("image: x/y:1, autoscaling: {}", Set.of(), null, false))
                .containsExactly("enable_autoscaling");
        assertThat(warnings("image: x/y:1, storage: {size: 1Gi, className: fast}", Set.of(), null, false))
                .containsExactly("storage_size");
        assertThat(warnings("image: x/y:1, exposure: {tls: {enabled: true, issuer: le}}", Set.of(), null, false))
                .containsExactly("enable_https");
        assertThat(warnings("image: x/y:1, exposure: {tls: {enabled: true}}", EVERYTHING, null, false))
                .containsExactly("enable_https");
        assertThat(warnings("image: x/y:1", Set.of(), "bob-shop/web", false)).containsExactly("custom_domain");
        assertThat(warnings("image: x/y:1", Set.of(), null, true)).containsExactly("image_name");
    }

    @Test
    void anIssuerHasToBeThere() {
        assertThat(warnings(
                        "image: x/y:1, exposure: {tls: {enabled: true, issuer: le}}",
                        Set.of("cert-manager.io"),
                        null,
                        false))
                .containsExactly("enable_https");
    }

    @Test
    void anImageHasToBeThereForTheNodes() {
        sighting = new Sighting.Missing();
        assertThat(warnings("image: x/y:1", Set.of(), null, false)).containsExactly("image_name");
        sighting = new Sighting.Denied();
        assertThat(warnings("image: x/y:1", Set.of(), null, false)).containsExactly("image_name");
        sighting = new Sighting.Present(Set.of("s390x"));
        assertThat(warnings("image: x/y:1", Set.of(), null, false)).containsExactly("image_name");
        sighting = new Sighting.Present(Set.of("s390x", "arm64"));
        assertThat(warnings("image: x/y:1", Set.of(), null, false)).isEmpty();
        sighting = new Sighting.Present(Set.of());
        assertThat(warnings("image: x/y:1", Set.of(), null, false)).isEmpty();
        sighting = new Sighting.Unknown("It is away");
        assertThat(warnings("image: x/y:1", Set.of(), null, false)).isEmpty();
    }

    private List<String> warnings(String spec, Set<String> present, @Nullable String hostTaken, boolean isDeployed) {
        NoKubeApp app = Serialization.unmarshal("spec: {" + spec + "}", NoKubeApp.class);
        app.setMetadata(new ObjectMetaBuilder()
                .withName("web")
                .withNamespace("ann-shop")
                .withUid("1")
                .build());
        ClusterSnapshot seen = new ClusterSnapshot(TENANT, List.of(), List.of(), List.of(), List.of(), hostTaken);
        PlatformPolicy policy = PlatformPolicy.of("nokube.local");
        // The address of an app whose host is taken is left out of its model, so that no other warning is about it.
        return new PreFlight(reader(present), policy, (image, credentials) -> sighting)
                .warnings(DeploymentView.model(app, seen, policy), seen, isDeployed).stream()
                        .map(Warning::field)
                        .toList();
    }

    private static ClusterReader reader(Set<String> present) {
        return (ClusterReader) Proxy.newProxyInstance(
                ClusterReader.class.getClassLoader(),
                new Class<?>[] {ClusterReader.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "architectures" -> Set.of("arm64");
                    case "knows" -> present.contains((String) arguments[0]);
                    case "find" -> {
                        HasMetadata like = (HasMetadata) arguments[0];
                        String key = like.getKind() + "/" + like.getMetadata().getName();
                        yield present.contains(key) ? Optional.of(like) : Optional.empty();
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
