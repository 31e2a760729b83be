package io.nokube.monitor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.plan.HostClaims.Claim;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every pair is asked from both sides: exactly one of two apps has the address.
class HostClaimsTest {
    private static final String HOST = "shop.example.com";
    private static final String EARLY = "2025-08-18T10:00:00Z";
    private static final String LATE = "2025-08-18T10:00:01Z";

    @Test
    void theOlderOfTwoNewAppsHasIt() {
        assertHas(claim("a", HOST, LATE, "1", null), claim("b", HOST, EARLY, "2", null), "b");
    }

    @Test
    void ofTwoMadeInTheSameSecondOneHasIt() {
        assertHas(claim("a", HOST, EARLY, "1", null), claim("b", HOST, EARLY, "2", null), "a");
    }

    @ParameterizedTest
    @CsvSource({"http://shop.example.com", "https://shop.example.com"})
    void whoIsReachedThereKeepsItWhateverTheUid(String url) {
        assertHas(claim("a", HOST, EARLY, "1", null), claim("b", HOST, EARLY, "2", url), "b");
    }

    @Test
    void anOlderAppDoesNotTakeItAway() {
        assertHas(
                claim("a", HOST, EARLY, "1", "http://a-shop.nokube.local"),
                claim("b", HOST, LATE, "2", "http://shop.example.com"),
                "b");
    }

    @Test
    void anotherPathOfTheHostIsNotTheAddress() {
        assertHas(
                claim("a", HOST, EARLY, "1", null),
                claim("b", HOST, LATE, "2", "http://shop.example.com/elsewhere"),
                "a");
    }

    @Test
    void anAppsOwnHostIsItsOwnThoughAnotherIsReachedThere() {
        assertHas(
                claim("a", "b-shop.nokube.local", EARLY, "1", "http://b-shop.nokube.local"),
                claim("b", null, LATE, "2", null),
                "b");
    }

    private static void assertHas(Claim one, Claim other, String name) {
        String app = "shop/" + name;
        for (Claim claim : List.of(one, other)) {
            var winner = HostClaims.winner(claim, List.of(one, other));
            if (claim.app().equals(app)) {
                assertThat(winner).isEmpty();
            } else {
                assertThat(winner).contains(app);
            }
        }
    }

    private static Claim claim(String name, @Nullable String host, String since, String uid, @Nullable String url) {
        String exposure = host == null ? "" : ", \"exposure\": {\"host\": \"" + host + "\"}";
        String status = url == null ? "" : ", \"status\": {\"url\": \"" + url + "\"}";
        NoKubeApp app = Serialization.unmarshal(
                "{\"apiVersion\": \"nokube.io/v1\", \"kind\": \"NoKubeApp\", \"spec\": {\"image\": \"x/y:1\"" + exposure
                        + "}" + status + "}",
                NoKubeApp.class);
        app.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("shop")
                .withUid(uid)
                .withGeneration(1L)
                .withCreationTimestamp(since)
                .build());
        return HostClaims.of(app, Tenant.of("shop", Map.of()), PlatformPolicy.of("nokube.local"))
                .orElseThrow();
    }
}
