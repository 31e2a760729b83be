package io.nokube.gateway.route;

import java.util.List;

/// All that is reachable under `/api/v1`. What is not listed does not exist: a service's other paths (health, metrics,
/// its own OpenAPI) cannot be reached through the gateway.
public final class RouteTable {
    public static final String API = "/api/v1";

    private static final String OWN = API + "/auth";
    private static final List<Route> ROUTES = List.of(
            new Route(API + "/projects", Service.BUILD, Access.AUTHENTICATED),
            new Route(API + "/builds", Service.BUILD, Access.AUTHENTICATED),
            new Route(API + "/webhooks/github", Service.BUILD, Access.PUBLIC),
            new Route(API + "/deploy", Service.MONITOR, Access.AUTHENTICATED),
            new Route(API + "/deployments", Service.MONITOR, Access.AUTHENTICATED));

    private RouteTable() {}

    /// Where `path` leads; it has no query and was refused before if it could be read in two ways.
    public static RouteMatch match(String path) {
        if (path.equals(OWN) || path.startsWith(OWN + "/")) {
            return new RouteMatch.Own();
        }
        for (Route route : ROUTES) {
            if (route.covers(path)) {
                return new RouteMatch.Found(route);
            }
        }
        return new RouteMatch.Nowhere();
    }
}
