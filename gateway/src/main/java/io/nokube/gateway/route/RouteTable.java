package io.nokube.gateway.route;

import java.util.List;

/// All that is reachable under `/api/v1`. What is not listed does not exist: a service's other paths (health, metrics,
/// its own OpenAPI) cannot be reached through the gateway.
public final class RouteTable {
    public static final String API = "/api/v1";

    private static final List<String> OWN = List.of(API + "/auth", API + "/admin");
    private static final String BUILDS = API + "/builds";
    /// The first one that covers a path counts.
    private static final List<Route> ROUTES = List.of(
            Route.under(API + "/projects", Service.BUILD, Access.AUTHENTICATED),
            Route.under(API + "/repositories", Service.BUILD, Access.AUTHENTICATED),
            Route.ofItem(BUILDS, "log-chunks", Service.BUILD, Access.DELEGATED),
            Route.ofItem(BUILDS, "result", Service.BUILD, Access.DELEGATED),
            Route.under(BUILDS, Service.BUILD, Access.AUTHENTICATED),
            Route.under(API + "/webhooks/github", Service.BUILD, Access.PUBLIC),
            Route.under(API + "/deploy", Service.MONITOR, Access.AUTHENTICATED),
            Route.under(API + "/deployments", Service.MONITOR, Access.AUTHENTICATED),
            Route.under(API + "/quotas", Service.MONITOR, Access.AUTHENTICATED));

    private static final List<RouteMatch.Found> FOUND =
            ROUTES.stream().map(RouteMatch.Found::new).toList();
    private static final RouteMatch ITSELF = new RouteMatch.Own();
    private static final RouteMatch NOWHERE = new RouteMatch.Nowhere();

    private RouteTable() {}

    /// Whether `path` is one of those that this table is about.
    public static boolean isApi(String path) {
        return isUnder(API, path);
    }

    /// Where `path` leads; it has no query and was refused before if it could be read in two ways.
    public static RouteMatch match(String path) {
        for (String own : OWN) {
            if (isUnder(own, path)) {
                return ITSELF;
            }
        }
        for (RouteMatch.Found found : FOUND) {
            if (found.route().covers(path)) {
                return found;
            }
        }
        return NOWHERE;
    }

    private static boolean isUnder(String prefix, String path) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
