package io.nokube.monitor.app;

import io.nokube.crd.Defaults;
import io.nokube.crd.Exposure;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.Tls;
import io.nokube.monitor.app.AppModel.Route;
import io.nokube.monitor.app.PlatformPolicy.Routing;
import io.nokube.monitor.observed.Tenant;
import io.nokube.names.DnsLabel;
import io.nokube.names.Naming;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Under which address an app is reached from outside.
public final class RouteFactory {
    private static final String NGINX = "nginx";

    private RouteFactory() {}

    static Route route(NoKubeApp app, @Nullable Exposure exposure, Tenant tenant, PlatformPolicy policy) {
        Tls tls = exposure == null ? null : exposure.tls();
        String given = exposure == null ? null : exposure.host();
        String path = exposure == null || exposure.path() == null ? Defaults.PATH : exposure.path();
        String name = app.getMetadata().getName();
        boolean byPath = given == null && policy.routing() == Routing.PATH;
        String prefix = byPath ? prefix(name, tenant) : "";
        return new Route(
                given == null ? host(name, tenant, policy) : given,
                prefix.isEmpty() ? path : path.equals("/") ? prefix : prefix + path,
                tls != null && Boolean.TRUE.equals(tls.enabled()),
                tls == null || tls.issuer() == null ? policy.clusterIssuer() : tls.issuer(),
                policy.ingressClass(),
                strips(policy) ? prefix : "",
                policy.gateway());
    }

    /// The host that an app has where it does not name one.
    public static String host(String name, Tenant tenant, PlatformPolicy policy) {
        return switch (policy.routing()) {
            case HOST -> Naming.fit(name + "-" + tenant.hostSuffix(), DnsLabel.MAX_LENGTH) + "." + policy.appsDomain();
            case PATH -> policy.appsDomain();
        };
    }

    private static String prefix(String name, Tenant tenant) {
        String user = tenant.user() == null ? "" : "/" + tenant.user();
        return user + "/" + tenant.project() + "/" + name;
    }

    /// The Ingress API has no word for it; a class that can be told by an annotation is known by its name.
    private static boolean strips(PlatformPolicy policy) {
        return policy.gateway() != null || isNginx(policy.ingressClass());
    }

    public static boolean isNginx(@Nullable String ingressClass) {
        return ingressClass != null && ingressClass.toLowerCase(Locale.ROOT).contains(NGINX);
    }
}
