package io.nokube.gateway.audit;

import io.nokube.gateway.config.GatewayConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Keeps the audit log from growing for ever: by age, and in number, since whoever guesses passwords writes into it.
@Singleton
public class AuditRetention {
    private static final Logger LOG = Logger.getLogger(AuditRetention.class);
    private static final long MOST = 1_000_000;
    private static final Duration EVERY = Duration.ofHours(1);

    private final AuditLog log;
    private final Vertx vertx;
    private final Clock clock;
    private final Duration kept;
    private long timer = -1;

    public AuditRetention(AuditLog log, Vertx vertx, Clock clock, GatewayConfig config) {
        this.log = log;
        this.vertx = vertx;
        this.clock = clock;
        this.kept = config.audit().retention();
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY.toMillis(), fired -> tidy());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void tidy() {
        log.tidy(clock.instant().minus(kept), MOST)
                .subscribe()
                .with(removed -> {}, failure -> LOG.warn("The audit log was not tidied up", failure));
    }
}
