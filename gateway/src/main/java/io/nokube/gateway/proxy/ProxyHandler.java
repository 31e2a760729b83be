package io.nokube.gateway.proxy;

import io.nokube.gateway.auth.Authenticator;
import io.nokube.gateway.auth.VerifiedToken;
import io.nokube.gateway.edge.AccessLog;
import io.nokube.gateway.edge.Answers;
import io.nokube.gateway.edge.Drain;
import io.nokube.gateway.edge.EdgeFilters;
import io.nokube.gateway.limit.OpenRequests;
import io.nokube.gateway.limit.RequestLimits;
import io.nokube.gateway.route.Route;
import io.nokube.gateway.route.RouteMatch;
import io.nokube.gateway.route.RouteTable;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes what is under `/api/v1` and not the gateway's own to the service it belongs to: route, then caller, then way.
@Singleton
public class ProxyHandler {
    private static final Logger LOG = Logger.getLogger(ProxyHandler.class);

    /// Where Quarkus' metrics look for the name of what was asked for.
    private static final String TEMPLATE = "UrlPathTemplate";

    private final Authenticator authenticator;
    private final Upstreams upstreams;
    private final RequestLimits limits;
    private final OpenRequests open;
    private final Drain drain;
    private final ProxyOptions options = new ProxyOptions().setSupportWebSocket(false);

    ProxyHandler(
            Authenticator authenticator, Upstreams upstreams, RequestLimits limits, OpenRequests open, Drain drain) {
        this.authenticator = authenticator;
        this.upstreams = upstreams;
        this.limits = limits;
        this.open = open;
        this.drain = drain;
    }

    /// Among the filters: what goes to a service does not pass the steps that Quarkus has for the gateway's own
    /// resources.
    void install(@Observes Filters filters) {
        filters.register(this::handle, EdgeFilters.ROUTES);
    }

    private void handle(RoutingContext context) {
        String path = String.valueOf(context.request().path());
        if (!RouteTable.isApi(path)) {
            context.next();
            return;
        }
        switch (RouteTable.match(path)) {
            case RouteMatch.Own own -> context.next();
            case RouteMatch.Nowhere nowhere ->
                Answers.problem(context, ProblemException.notFound().problem());
            case RouteMatch.Found found -> {
                nameForMetrics(context, found.route().template(path));
                admit(context, found.route());
            }
        }
    }

    /// A name for all ids: with one for each id, there would be series without end.
    private static void nameForMetrics(RoutingContext context, String template) {
        if (context.vertx().getOrCreateContext() instanceof ContextInternal internal) {
            internal.putLocal(TEMPLATE, template);
        }
    }

    private void admit(RoutingContext context, Route route) {
        switch (route.access()) {
            case PUBLIC -> forward(context, route, OpenRequests.NOBODY, null);
            case DELEGATED ->
                forward(context, route, OpenRequests.NOBODY, context.request().getHeader(HttpHeaders.AUTHORIZATION));
            case AUTHENTICATED -> authenticate(context, route);
        }
    }

    private void authenticate(RoutingContext context, Route route) {
        Optional<VerifiedToken> known = authenticator.known(context.request());
        if (known.isPresent()) {
            forwardIfKnown(context, route, known);
            return;
        }
        // The body waits until it is known whether anybody may send it.
        context.request().pause();
        Context here = context.vertx().getOrCreateContext();
        authenticator
                .authenticate(context.request())
                .emitOn(task -> here.runOnContext(run -> task.run()))
                .subscribe()
                .with(caller -> forwardIfKnown(context, route, caller), failure -> unable(context, failure));
    }

    private void forwardIfKnown(RoutingContext context, Route route, Optional<VerifiedToken> caller) {
        if (caller.isPresent()) {
            VerifiedToken token = caller.get();
            String username = token.caller().username();
            AccessLog.nameUser(context, username);
            limits.limitUser(context, username)
                    .ifPresentOrElse(
                            refused -> Answers.problem(context, refused.problem()),
                            () -> forward(context, route, username, "Bearer " + token.compact()));
            return;
        }
        Answers.problem(
                context,
                Problem.of(
                        ProblemType.UNAUTHENTICATED,
                        "Send a valid token as `Authorization: Bearer <token>`, or sign in."),
                Map.of("WWW-Authenticate", "Bearer"));
    }

    private void forward(RoutingContext context, Route route, String username, @Nullable String authorization) {
        if (context.response().closed()) {
            // The client left while it was found out who it is: nobody would say when this ends.
            return;
        }
        Optional<ProblemException> refused = open.enter(username);
        if (refused.isPresent()) {
            Answers.problem(context, refused.get().problem(), refused.get().headers());
            return;
        }
        context.addEndHandler(ended -> open.leave(username));
        Exchange exchange =
                new Exchange(context, upstreams, drain, upstreams.addresses(route.service()), authorization);
        HttpProxy.reverseProxy(options, upstreams.client())
                .origin(proxy -> exchange.connect())
                .addInterceptor(exchange)
                .handle(context.request());
    }

    private static void unable(RoutingContext context, Throwable failure) {
        LOG.errorf(failure, "Could not verify a token");
        Answers.problem(
                context,
                Problem.of(ProblemType.UNAVAILABLE, "Who calls cannot be found out just now. Try again."),
                Map.of("Retry-After", "5"));
    }
}
