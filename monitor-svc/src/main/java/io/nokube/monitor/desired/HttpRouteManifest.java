package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilterBuilder;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Route;
import java.util.List;

/// The app's address outside the cluster, for the Gateway API.
final class HttpRouteManifest {
    private HttpRouteManifest() {}

    /// @param gateway `<namespace>/<name>`
    static HTTPRoute of(AppModel app, Route route, String gateway) {
        int slash = gateway.indexOf('/');
        return new HTTPRouteBuilder()
                .withMetadata(Metadata.of(app, Labels.of(app)))
                .withNewSpec()
                .addNewParentRef()
                .withGroup("gateway.networking.k8s.io")
                .withKind("Gateway")
                .withNamespace(gateway.substring(0, slash))
                .withName(gateway.substring(slash + 1))
                .endParentRef()
                .withHostnames(route.host())
                .addNewRule()
                .addNewMatch()
                .withNewPath()
                .withType("PathPrefix")
                .withValue(route.path())
                .endPath()
                .endMatch()
                .withFilters(filters(route))
                .addNewBackendRef()
                .withGroup("")
                .withKind("Service")
                .withName(app.name())
                .withPort(app.servicePort())
                .withWeight(1)
                .endBackendRef()
                .endRule()
                .endSpec()
                .build();
    }

    private static List<HTTPRouteFilter> filters(Route route) {
        if (route.prefix().isEmpty()) {
            return List.of();
        }
        String rest = route.path().substring(route.prefix().length());
        return List.of(new HTTPRouteFilterBuilder()
                .withType("URLRewrite")
                .withNewUrlRewrite()
                .withNewPath()
                .withType("ReplacePrefixMatch")
                .withReplacePrefixMatch(rest.isEmpty() ? "/" : rest)
                .endPath()
                .endUrlRewrite()
                .build());
    }
}
