package io.nokube.gateway.lifecycle;

import io.nokube.gateway.auth.SigningKeys;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Brings the gateway up, after its configuration was checked and its tables were migrated: first the keys, then the
/// administrator.
@Singleton
public class GatewayStart {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SigningKeys keys;
    private final FirstAdministrator administrator;

    public GatewayStart(SigningKeys keys, FirstAdministrator administrator) {
        this.keys = keys;
        this.administrator = administrator;
    }

    @Startup(100)
    void start() {
        keys.loadOrCreate().await().atMost(PATIENCE);
        administrator.ensure().await().atMost(PATIENCE);
    }
}
