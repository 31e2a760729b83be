package io.nokube.gateway.route;

/// Which paths a route covers.
public sealed interface PathPattern {
    boolean covers(String path);

    /// The prefix itself and what lies under it. `/api/v1/buildsx` does not lie under `/api/v1/builds`.
    record Under(String prefix, String below) implements PathPattern {
        Under(String prefix) {
            this(prefix, prefix + "/*");
        }

        @Override
        public boolean covers(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }

    /// `prefix/{id}/name`, where the id is one segment.
    record OfItem(String start, String end) implements PathPattern {
        static OfItem of(String prefix, String name) {
            return new OfItem(prefix + "/", "/" + name);
        }

        @Override
        public boolean covers(String path) {
            if (!path.startsWith(start) || !path.endsWith(end) || path.length() <= start.length() + end.length()) {
                return false;
            }
            return path.indexOf('/', start.length()) == path.length() - end.length();
        }

        String template() {
            return start + "{id}" + end;
        }
    }
}
