package io.nokube.monitor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.observed.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CertificateLooksTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource time = () -> now;
    private final CertificateLooks looks = new CertificateLooks(time.withZone(ZoneOffset.UTC));

    @Test
    void looksOnceInEachPeriod() {
        AppModel app = app("one");
        assertThat(looks.isDue(app)).isFalse();
        assertThat(looks.untilNext(app)).isBetween(Duration.ofSeconds(1), CertificateLooks.PERIOD);

        now = now.plus(CertificateLooks.PERIOD);
        assertThat(looks.isDue(app)).isTrue();
        assertThat(looks.untilNext(app)).isEqualTo(Duration.ofSeconds(1));

        looks.looked(app);
        assertThat(looks.isDue(app)).isFalse();
        assertThat(looks.untilNext(app)).isEqualTo(CertificateLooks.PERIOD);

        now = now.plus(CertificateLooks.PERIOD);
        assertThat(looks.isDue(app)).isTrue();
    }

    @Test
    void notAllAtOnceAfterAStart() {
        long moments = IntStream.range(0, 500)
                .mapToObj(i -> looks.untilNext(app("7d9f1c52-5f5e-4d0a-9d0b-" + i)))
                .distinct()
                .count();

        assertThat(moments).isGreaterThan(100);
    }

    private static AppModel app(String uid) {
        NoKubeApp app = Serialization.unmarshal(
                "metadata: {name: one, namespace: tenant, uid: %s, generation: 1}\nspec: {image: 'x/one:1'}"
                        .formatted(uid),
                NoKubeApp.class);
        return AppModelFactory.from(
                app, ClusterFacts.of(Tenant.of("tenant", Map.of())), PlatformPolicy.of("nokube.local"));
    }
}
