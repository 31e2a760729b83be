package io.nokube.gateway.auth;

import io.nokube.gateway.audit.AuditEvent;
import io.nokube.gateway.audit.AuditKind;
import io.nokube.gateway.audit.AuditLog;
import io.nokube.gateway.config.GatewayConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Looks every few seconds whether there are new keys, and replaces a key that has served its time.
@Singleton
public class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    /// How long a replica may go on signing with a key that was revoked elsewhere; and well within the time for which a
    /// new
    /// key is shown before it signs.
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final SigningKeys keys;
    private final AuditLog audit;
    private final Vertx vertx;
    private final Duration age;
    private long timer = -1;

    public KeyRotation(SigningKeys keys, AuditLog audit, Vertx vertx, GatewayConfig config) {
        this.keys = keys;
        this.audit = audit;
        this.vertx = vertx;
        this.age = config.auth().keyAge();
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY.toMillis(), fired -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        keys.rotateWhenDue(age)
                .subscribe()
                .with(
                        made -> made.ifPresent(key -> audit.record(
                                AuditEvent.of(AuditKind.KEY_ROTATED, null, null).with(key.kid()))),
                        failure -> LOG.warn("The signing keys could not be looked at", failure));
    }
}
