package io.nokube.gateway.lifecycle;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.gateway.auth.Passwords;
import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.it.Backends;
import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked // The test framework fills the fields.
@QuarkusTestResource(Backends.class)
class LifecycleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Users users;

    @Inject
    Passwords passwords;

    @Inject
    Clock clock;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void theProbesAreOnThePortForOperators() throws Exception {
        assertThat(probe("/live")).isEqualTo("UP");
        assertThat(probe("/ready"))
                .as("whether it is about to stop is asked too")
                .isIn("UP database Graceful Shutdown", "UP Graceful Shutdown database");
        assertThat(probe("/started")).isEqualTo("UP signing-keys");
    }

    @Test
    void aNewPasswordInTheSettingsDoesNotReplaceTheAdministratorsOwn() {
        User before = administrator();
        ensure("another password");

        assertThat(administrator()).isEqualTo(before);
        assertThat(before.roles()).containsExactlyInAnyOrder("user", "admin");
    }

    private User administrator() {
        return users.find("morpheus").await().atMost(PATIENCE).orElseThrow();
    }

    private void ensure(String password) {
        GatewayConfig config = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(Duration.class, 200, text -> Duration.ofSeconds(30))
                .withSources(new PropertiesConfigSource(
                        Map.of("nokube.admin.username", "morpheus", "nokube.admin.password", password), "test", 100))
                .build()
                .getConfigMapping(GatewayConfig.class);
        new FirstAdministrator(config, users, passwords, clock).ensure().await().atMost(PATIENCE);
    }

    /// The status and the names of the checks.
    private String probe(String which) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(management.resolve("/q/health" + which))
                                .build(),
                        BodyHandlers.ofString());
        var json = new JsonObject(response.body());
        String checks = json.getJsonArray("checks").stream()
                .map(check -> ((JsonObject) check).getString("name"))
                .collect(joining(" "));
        return (json.getString("status") + " " + checks).strip();
    }
}
