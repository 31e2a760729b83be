package io.nokube.monitor.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a registry sends those who want a token, from its `WWW-Authenticate` (Docker registry "Token Authentication
/// Specification"): `Bearer realm="https://auth.docker.io/token",service="registry.docker.io"`.
///
/// @param token where the token is got, with all parameters
record Challenge(URI token) {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    /// Docker Hub's tokens come from a name that the registry's does not tell.
    private static final Map<String, String> KNOWN = Map.of("registry-1.docker.io", "auth.docker.io");

    /// Empty where it is no such challenge, or sends the caller to a stranger: credentials go to the registry itself
    /// and to the domain that it is a part of, to nobody else.
    static Optional<Challenge> parse(String header, RegistryImage image) {
        if (!header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
        }
        try {
            URI realm = URI.create(parameters.getOrDefault("realm", ""));
            if (realm.getHost() == null || !isOf(realm, image.host())) {
                return Optional.empty();
            }
            String query = "service=" + encoded(parameters.getOrDefault("service", "")) + "&scope="
                    + encoded("repository:" + image.name() + ":pull");
            String separator = realm.getRawQuery() == null ? "?" : "&";
            return Optional.of(new Challenge(URI.create(realm + separator + query)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(URI realm, String registry) {
        String host = realm.getHost();
        String own = registry.replaceFirst(":\\d+$", "");
        boolean isParent = own.endsWith("." + host) && host.contains(".");
        return realm.getRawAuthority().equals(registry)
                || host.equals(own) && realm.getPort() < 0
                || isParent && realm.getPort() < 0
                || host.equals(KNOWN.get(registry));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
