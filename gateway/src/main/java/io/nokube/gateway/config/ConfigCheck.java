package io.nokube.gateway.config;

import io.nokube.gateway.user.PasswordRule;
import io.nokube.names.Username;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Stops the start where something required is missing or wrong, with one message that names every such variable.
@Startup(1)
@Singleton
public class ConfigCheck {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    public ConfigCheck(GatewayConfig config) {
        List<String> problems = problems(config);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "The gateway cannot start with this configuration: " + String.join("; ", problems));
        }
    }

    static List<String> problems(GatewayConfig config) {
        List<String> problems = new ArrayList<>();
        checkUrl(problems, "NOKUBE_BUILD_SVC_URL", config.buildSvcUrl());
        checkUrl(problems, "NOKUBE_MONITOR_SVC_URL", config.monitorSvcUrl());
        checkAdmin(problems, config.admin());
        Duration lifetime = config.auth().tokenLifetime();
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            problems.add("NOKUBE_AUTH_TOKEN_LIFETIME must be from 1m to 30d");
        }
        if (config.upstream().timeout().compareTo(Duration.ofMillis(100)) < 0) {
            problems.add("NOKUBE_UPSTREAM_TIMEOUT must be at least 100ms");
        }
        if (config.upstream().connections() < 1) {
            problems.add("NOKUBE_UPSTREAM_CONNECTIONS must be at least 1");
        }
        if (config.audit().retention().compareTo(Duration.ofDays(1)) < 0) {
            problems.add("NOKUBE_AUDIT_RETENTION must be at least 1d");
        }
        return problems;
    }

    private static void checkUrl(List<String> problems, String variable, Optional<String> url) {
        if (url.flatMap(ServiceUrl::parse).isEmpty()) {
            problems.add(variable + " must be set to where the service is, as http://host:port");
        }
    }

    private static void checkAdmin(List<String> problems, GatewayConfig.Admin admin) {
        if (admin.username().isPresent() != admin.password().isPresent()) {
            problems.add("NOKUBE_ADMIN_USERNAME and NOKUBE_ADMIN_PASSWORD must be set together");
        }
        if (!admin.username().map(Username::isValid).orElse(true)) {
            problems.add("NOKUBE_ADMIN_USERNAME " + Username.RULE);
        }
        admin.password()
                .flatMap(PasswordRule::violation)
                .ifPresent(rule -> problems.add("NOKUBE_ADMIN_PASSWORD " + rule));
    }
}
