package io.nokube.launcher;

import java.util.LinkedHashMap;
import java.util.Map;

/// The environment of each service. Pure: what the caller has set goes before what is filled in here.
final class ServiceEnvironment {
    private final Settings settings;
    private final Parts parts;

    /// Where the parts are that the services need, real or sandbox.
    ///
    /// @param gitHubUrl the API's base, or empty for the public one
    /// @param oidcIssuer who signs the tokens of GitHub's jobs, or empty for what belongs to the API
    /// @param gitHubToken empty where the caller's own variables carry the credentials
    record Parts(
            String databaseUrl,
            String gitHubUrl,
            String oidcIssuer,
            String gitHubToken,
            String kubeconfig,
            String adminPassword) {}

    ServiceEnvironment(Settings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    Map<String, String> of(Service service) {
        Map<String, String> environment = new LinkedHashMap<>();
        Endpoint own = settings.endpoints().of(service);
        environment.put("QUARKUS_HTTP_HOST", Endpoint.HOST);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(own.port()));
        environment.put("QUARKUS_MANAGEMENT_HOST", Endpoint.HOST);
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(own.managementPort()));
        // Read by people here, in .nokube/logs.
        environment.put("NOKUBE_LOG_FORMAT", "text");
        environment.putAll(
                switch (service) {
                    case GATEWAY -> gateway();
                    case BUILD -> build();
                    case MONITOR -> monitor();
                });
        environment
                .keySet()
                .removeIf(name ->
                        name.startsWith("NOKUBE_") && settings.variable(name).isPresent());
        environment.values().removeIf(String::isEmpty);
        return environment;
    }

    private Map<String, String> gateway() {
        return Map.of(
                "NOKUBE_DB_URL", parts.databaseUrl(),
                "NOKUBE_BUILD_SVC_URL", url(Service.BUILD),
                "NOKUBE_MONITOR_SVC_URL", url(Service.MONITOR),
                "NOKUBE_BUILD_SVC_HEALTH_URL", health(Service.BUILD),
                "NOKUBE_MONITOR_SVC_HEALTH_URL", health(Service.MONITOR),
                "NOKUBE_AUTH_REGISTRATION", "open",
                "NOKUBE_ADMIN_USERNAME", Admin.USERNAME,
                "NOKUBE_ADMIN_PASSWORD", parts.adminPassword());
    }

    private Map<String, String> build() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("NOKUBE_DB_URL", parts.databaseUrl());
        environment.put("NOKUBE_JWKS_URL", jwks());
        environment.put("NOKUBE_GITHUB_API_URL", parts.gitHubUrl());
        environment.put("NOKUBE_GITHUB_OIDC_ISSUER", parts.oidcIssuer());
        environment.put("NOKUBE_GITHUB_TOKEN", parts.gitHubToken());
        if (!settings.realGitHub()) {
            environment.put("NOKUBE_GITHUB_BUILDS_REPO", "nokube/builds");
            environment.put("NOKUBE_REGISTRY_NAMESPACE", "nokube");
        }
        return environment;
    }

    private Map<String, String> monitor() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KUBECONFIG", parts.kubeconfig());
        environment.put("NOKUBE_JWKS_URL", jwks());
        if (!settings.realCluster()) {
            // The sandbox has one client, which need not wait for the lease of the one that was before it.
            environment.put("NOKUBE_LEADER_ELECTION_ENABLED", "false");
            // Nor does it pull images, so that they need not exist.
            environment.put("NOKUBE_IMAGE_CHECK", "false");
        }
        return environment;
    }

    private String jwks() {
        return url(Service.GATEWAY) + "/.well-known/jwks.json";
    }

    private String health(Service service) {
        return settings.endpoints().of(service).managementUrl().toString();
    }

    private String url(Service service) {
        return settings.endpoints().of(service).url().toString();
    }
}
