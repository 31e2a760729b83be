package io.nokube.monitor.platform;

import io.fabric8.kubernetes.api.model.Quantity;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.app.PlatformPolicy.Routing;
import io.nokube.monitor.tenancy.ProjectLimits;
import io.nokube.monitor.tenancy.PullSecretManifest;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks the configuration when the service starts.
@Singleton
public class PolicyProducer {
    private static final Set<String> ROUTINGS = Set.of("host", "path");
    private static final Set<String> EXPOSURES = Set.of("ingress", "gateway-api");
    private static final Pattern QUALIFIED = Pattern.compile("[a-z0-9][-a-z0-9]{0,62}/[a-z0-9][-a-z0-9.]{0,252}");
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
                ROUTINGS.contains(config.routing()),
                "NOKUBE_ROUTING must be host or path, not '" + config.routing() + "'");
        require(
                EXPOSURES.contains(config.exposure()),
                "NOKUBE_EXPOSURE must be ingress or gateway-api, not '" + config.exposure() + "'");
        require(
                QUALIFIED.matcher(config.gateway()).matches(),
                "NOKUBE_GATEWAY must be <namespace>/<name>, not '" + config.gateway() + "'");
        String pullSecret = config.pullSecret().orElse(null);
        require(
                pullSecret == null || QUALIFIED.matcher(pullSecret).matches(),
                "NOKUBE_PULL_SECRET must be <namespace>/<name>, not '" + pullSecret + "'");
        return new PlatformPolicy(
                config.appsDomain(),
                config.ingressClass().orElse(null),
                config.clusterIssuer().orElse(null),
                config.routing().equals("host") ? Routing.HOST : Routing.PATH,
                config.exposure().equals("ingress") ? null : config.gateway(),
                config.ingressNamespaces().orElse(PlatformPolicy.INGRESS_NAMESPACES),
                config.storageClass().orElse(null),
                config.sharedStorageClasses().orElse(Set.of()),
                pullSecret == null ? null : PullSecretManifest.NAME);
    }

    @Produces
    @Singleton
    @Startup
    ProjectLimits limits(MonitorConfig config) {
        String account = config.serviceAccount().orElse(null);
        require(
                account == null || QUALIFIED.matcher(account).matches(),
                "NOKUBE_SERVICE_ACCOUNT must be <namespace>/<name>, not '" + account + "'");
        return new ProjectLimits(
                quantity("NOKUBE_QUOTA_CPU", config.quota().cpu()),
                quantity("NOKUBE_QUOTA_MEMORY", config.quota().memory()),
                quantity("NOKUBE_QUOTA_STORAGE", config.quota().storage()),
                config.quota().pods(),
                config.pullSecret().orElse(null),
                account,
                config.ingressNamespaces().orElse(PlatformPolicy.INGRESS_NAMESPACES));
    }

    private static Quantity quantity(String variable, String value) {
        require(
                value.matches("[0-9]+(\\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?"),
                variable + " must be a quantity such as 20 or 40Gi, not '" + value + "'");
        return Quantity.parse(value);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
