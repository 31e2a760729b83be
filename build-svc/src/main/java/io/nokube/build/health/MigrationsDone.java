package io.nokube.build.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/// Started once the database has the tables of this version.
@Startup
@ApplicationScoped
public class MigrationsDone implements HealthCheck {
    private final Flyway flyway;
    private volatile boolean done;

    public MigrationsDone(Flyway flyway) {
        this.flyway = flyway;
    }

    @Override
    public HealthCheckResponse call() {
        if (!done) {
            MigrationInfo current = flyway.info().current();
            done = current != null && flyway.info().pending().length == 0;
        }
        return HealthCheckResponse.named("Database migrations").status(done).build();
    }
}
