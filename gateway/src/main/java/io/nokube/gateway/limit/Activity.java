package io.nokube.gateway.limit;

import java.util.Optional;
import java.util.Set;

/// What is counted. Pure.
public enum Activity {
    /// Every request.
    REQUESTS,
    /// What has a password hashed: signing in, making an account, changing a password, deleting an account.
    LOGINS,
    /// Starting a build, anew or again.
    BUILDS,
    /// Whatever changes what runs: deploying, scaling, restarting, rolling back, removing.
    DEPLOYS;

    private static final String AUTH = "/api/v1/auth/";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /// What a request is besides one of all requests.
    ///
    /// An odd spelling of a path is counted rather than passed over: only what needs no password is taken out of
    /// the paths under `/api/v1/auth`, where the framework knows more spellings than this does.
    ///
    /// @param path without the query, as it was sent
    static Optional<Activity> of(String method, String path) {
        if (READS.contains(method)) {
            return Optional.empty();
        }
        if (path.startsWith(AUTH)) {
            return hashesNothing(path.substring(AUTH.length())) ? Optional.empty() : Optional.of(LOGINS);
        }
        if (isUnder(path, "/api/v1/builds")) {
            boolean starts = method.equals("POST") && !path.endsWith("/log-chunks");
            return starts ? Optional.of(BUILDS) : Optional.empty();
        }
        boolean deploys = isUnder(path, "/api/v1/deploy") || isUnder(path, "/api/v1/deployments");
        return deploys ? Optional.of(DEPLOYS) : Optional.empty();
    }

    private static boolean hashesNothing(String rest) {
        return rest.equals("logout") || isUnder(rest, "tokens");
    }

    private static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
