package io.nokube.web;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/// Which methods the path of the current request takes (RFC 9110, section 10.2.1).
///
/// RESTEasy Reactive answers 405 without saying that, and 404 where the resources of a path are in several classes.
final class AllowedMethods {
    private AllowedMethods() {}

    /// In alphabetical order; empty where nothing is known under the path.
    static SortedSet<String> ofCurrentPath() {
        TreeSet<String> methods = new TreeSet<>();
        ResteasyReactiveRequestContext context = CurrentRequestManager.get();
        if (context == null) {
            return methods;
        }
        var classes = new RequestMapper<InitialMatch>(context.getDeployment().getClassMappers());
        RequestMatch<InitialMatch> found = classes.map(context.getPathWithoutPrefix());
        while (found != null) {
            addAll(methods, found.value, found.remaining.isEmpty() ? "/" : found.remaining);
            found = classes.continueMatching(context.getPathWithoutPrefix(), found);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static void addAll(TreeSet<String> methods, InitialMatch match, String rest) {
        for (var handler : List.of(match.handlers)) {
            if (handler instanceof ClassRoutingHandler routing) {
                for (Map.Entry<String, RequestMapper<RuntimeResource>> method :
                        routing.getMappers().entrySet()) {
                    if (method.getKey() != null && method.getValue().map(rest) != null) {
                        methods.add(method.getKey());
                    }
                }
            }
        }
    }
}
