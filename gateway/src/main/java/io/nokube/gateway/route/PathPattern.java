package io.nokube.gateway.route;

/// Which paths a route covers.
public sealed interface PathPattern {
    boolean covers(String path);

    /// The prefix itself and what lies under it. `/api/v1/buildsx` does not lie under `/api/v1/builds`.
    record Under(String prefix) implements PathPattern {
        @Override
        public boolean covers(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }

    /// `prefix/{id}/name`, where the id is one segment.
    record OfItem(String prefix, String name) implements PathPattern {
        @Override
        public boolean covers(String path) {
            String start = prefix + "/";
            String end = "/" + name;
            if (!path.startsWith(start) || !path.endsWith(end) || path.length() <= start.length() + end.length()) {
                return false;
            }
            return path.indexOf('/', start.length()) == path.length() - end.length();
        }
    }
}
