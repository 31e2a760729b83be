package io.nokube.gateway.config;

import io.nokube.gateway.user.PasswordRule;
import io.nokube.names.Username;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Stops the start where something required is missing or wrong, with one message that names every such variable.
@Startup(1)
@Singleton
public class ConfigCheck {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?(:[0-9]{1,5})?");

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
        checkHealthUrl(problems, "NOKUBE_BUILD_SVC_HEALTH_URL", config.buildSvcHealthUrl());
        checkHealthUrl(problems, "NOKUBE_MONITOR_SVC_HEALTH_URL", config.monitorSvcHealthUrl());
        checkAdmin(problems, config.admin());
        problems.addAll(
                TlsFiles.problems(config.tls().certificate(), config.tls().key()));
        SignInCheck.check(problems, config);
        Duration lifetime = config.auth().tokenLifetime();
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            problems.add("NOKUBE_AUTH_TOKEN_LIFETIME must be from 1m to 30d");
        }
        if (config.auth().keyAge().compareTo(Duration.ofHours(1)) < 0) {
            problems.add("NOKUBE_AUTH_KEY_AGE must be at least 1h");
        }
        if (config.upstream().timeout().compareTo(Duration.ofMillis(100)) < 0) {
            problems.add("NOKUBE_UPSTREAM_TIMEOUT must be at least 100ms");
        }
        checkAtLeastOne(
                problems, "NOKUBE_UPSTREAM_CONNECTIONS", config.upstream().connections());
        checkAtLeastOne(problems, "NOKUBE_LIMIT_USER_OPEN", config.limit().userOpen());
        if (config.audit().retention().compareTo(Duration.ofDays(1)) < 0) {
            problems.add("NOKUBE_AUDIT_RETENTION must be at least 1d");
        }
        checkLimits(problems, config.limit());
        checkOrigins(problems, config.cors().origins().orElse(List.of()));
        return problems;
    }

    private static void checkLimits(List<String> problems, GatewayConfig.Limit limit) {
        Map<String, String> quotas = new TreeMap<>(Map.of(
                "USER_REQUESTS", limit.userRequests(),
                "USER_LOGINS", limit.userLogins(),
                "USER_BUILDS", limit.userBuilds(),
                "USER_DEPLOYS", limit.userDeploys(),
                "ADDRESS_REQUESTS", limit.addressRequests(),
                "ADDRESS_LOGINS", limit.addressLogins(),
                "ADDRESS_BUILDS", limit.addressBuilds(),
                "ADDRESS_DEPLOYS", limit.addressDeploys()));
        quotas.forEach((name, quota) -> {
            if (!Quota.isValid(quota)) {
                problems.add("NOKUBE_LIMIT_" + name + " " + Quota.FORM);
            }
        });
    }

    private static void checkAtLeastOne(List<String> problems, String variable, Optional<Integer> count) {
        if (count.orElse(1) < 1) {
            problems.add(variable + " must be at least 1");
        }
    }

    private static void checkOrigins(List<String> problems, List<String> origins) {
        boolean any = origins.equals(List.of("*"));
        if (!any && !origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            problems.add("NOKUBE_CORS_ORIGINS must list origins like https://console.example.com, in lower case and"
                    + " without a path, or be * alone");
        }
    }

    private static void checkUrl(List<String> problems, String variable, Optional<String> url) {
        if (url.map(ServiceUrl::parseAll).orElse(List.of()).isEmpty()) {
            problems.add(variable + " must be set to where the service is, as http://host:port; several addresses of"
                    + " it are separated by commas");
        }
    }

    private static void checkHealthUrl(List<String> problems, String variable, Optional<String> url) {
        if (url.isPresent() && ServiceUrl.parseAll(url.get()).isEmpty()) {
            problems.add(variable + " must be where the service's management port is, as http://host:port; several"
                    + " addresses of it are separated by commas");
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
