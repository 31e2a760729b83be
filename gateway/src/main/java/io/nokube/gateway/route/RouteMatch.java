package io.nokube.gateway.route;

/// Where a path leads.
public sealed interface RouteMatch {
    /// To a service.
    record Found(Route route) implements RouteMatch {}

    /// The gateway answers itself.
    record Own() implements RouteMatch {}

    /// Nowhere.
    record Nowhere() implements RouteMatch {}
}
