package io.nokube.monitor.app;

import org.jspecify.annotations.Nullable;

/// What the operator of the platform has decided for all apps.
///
/// @param appsDomain the domain under which apps get a host
/// @param ingressClass null for the cluster's default
/// @param clusterIssuer who gives certificates where an app does not say; null for nobody
public record PlatformPolicy(
        String appsDomain,
        @Nullable String ingressClass,
        @Nullable String clusterIssuer) {}
