package io.nokube.gateway.route;

/// What is reached at `path` goes to `service`.
public record Route(PathPattern path, Service service, Access access) {
    /// Everything at and under `prefix`.
    static Route under(String prefix, Service service, Access access) {
        return new Route(new PathPattern.Under(prefix), service, access);
    }

    /// One thing of each item: `prefix/{id}/name`.
    static Route ofItem(String prefix, String name, Service service, Access access) {
        return new Route(PathPattern.OfItem.of(prefix, name), service, access);
    }

    boolean covers(String requested) {
        return path.covers(requested);
    }

    /// `requested`, which it covers, without ids: there are only so many of them.
    public String template(String requested) {
        return switch (path) {
            case PathPattern.Under under ->
                requested.length() == under.prefix().length() ? under.prefix() : under.below();
            case PathPattern.OfItem item -> item.template();
        };
    }
}
