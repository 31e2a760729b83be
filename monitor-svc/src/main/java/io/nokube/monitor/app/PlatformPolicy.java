package io.nokube.monitor.app;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the operator of the platform has decided for all apps.
///
/// @param appsDomain the domain under which apps get a host
/// @param ingressClass null for the cluster's default
/// @param clusterIssuer who gives certificates where an app does not say; null for nobody
/// @param routing whether each app has a host of its own or a path under the platform's
/// @param gateway `<namespace>/<name>` of the Gateway for HTTPRoutes; null where apps get an Ingress
/// @param ingressNamespaces where the ingress controller's pods are
/// @param storageClass null for the cluster's default
/// @param sharedStorageClasses those whose volumes several nodes can mount at once
/// @param pullSecret the name of the Secret that images are pulled with; null where there is none
public record PlatformPolicy(
        String appsDomain,
        @Nullable String ingressClass,
        @Nullable String clusterIssuer,
        Routing routing,
        @Nullable String gateway,
        List<String> ingressNamespaces,
        @Nullable String storageClass,
        Set<String> sharedStorageClasses,
        @Nullable String pullSecret) {
    /// Where the usual ingress controllers are installed.
    public static final List<String> INGRESS_NAMESPACES = List.of(
            "ingress-nginx",
            "traefik",
            "kube-system",
            "haproxy-controller",
            "haproxy-ingress",
            "istio-system",
            "istio-ingress",
            "kong",
            "projectcontour",
            "envoy-gateway-system");

    /// How apps get an address.
    public enum Routing {
        /// `<service>-<project>-<user>.<apps domain>`
        HOST,
        /// `<apps domain>/<user>/<project>/<service>`
        PATH
    }

    /// The policy of a platform where nothing is configured but its domain.
    public static PlatformPolicy of(String appsDomain) {
        return new PlatformPolicy(appsDomain, null, null, Routing.HOST, null, INGRESS_NAMESPACES, null, Set.of(), null);
    }

    public boolean isShared(@Nullable String storageClass) {
        return storageClass != null && sharedStorageClasses.contains(storageClass);
    }
}
