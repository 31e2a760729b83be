package io.nokube.gateway.route;

/// Everything at and under `prefix` goes to `service`.
public record Route(String prefix, Service service, Access access) {
    /// Whether `path` is the prefix itself or lies under it. `/api/v1/buildsx` does not lie under `/api/v1/builds`.
    boolean covers(String path) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
