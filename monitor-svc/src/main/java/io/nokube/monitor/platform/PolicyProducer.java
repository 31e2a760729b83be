package io.nokube.monitor.platform;

import io.nokube.monitor.app.PlatformPolicy;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/// Checks the configuration when the service starts.
@Singleton
public class PolicyProducer {
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)*");

    @Produces
    @Singleton
    @Startup
    PlatformPolicy policy(MonitorConfig config) {
        require(
                DOMAIN.matcher(config.appsDomain()).matches(),
                "NOKUBE_APPS_DOMAIN must be a domain such as" + " apps.example.com, not '" + config.appsDomain() + "'");
        require(
                config.routing().equals("host"),
                "NOKUBE_ROUTING must be host, not '" + config.routing()
                        + "'; path routing is not available in this version");
        require(
                config.exposure().equals("ingress"),
                "NOKUBE_EXPOSURE must be ingress, not '" + config.exposure()
                        + "'; gateway-api is not available in this version");
        return new PlatformPolicy(
                config.appsDomain(),
                config.ingressClass().orElse(null),
                config.clusterIssuer().orElse(null));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
