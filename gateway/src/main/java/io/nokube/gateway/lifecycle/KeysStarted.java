package io.nokube.gateway.lifecycle;

import io.nokube.gateway.auth.SigningKeys;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/// Started means that there is a key to sign with, which comes after the migrations.
@Startup
@Singleton
public class KeysStarted implements HealthCheck {
    private final SigningKeys keys;

    public KeysStarted(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing-keys").status(keys.areReady()).build();
    }
}
