package io.nokube.gateway.limit;

import io.nokube.gateway.edge.Answers;
import io.nokube.gateway.edge.EdgeFilters;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/// Holds requests to the limits: by address before anything is done for them, by user once it is known who sends them.
/// Every answer says what is left.
///
/// An address is the peer's, or what a peer says in `X-Forwarded-For` that `QUARKUS_HTTP_PROXY_TRUSTED_PROXIES` names.
@Singleton
public class RequestLimits {
    private static final String ALLOWANCE = "nokube.allowance";

    private final Limits limits;

    RequestLimits(Limits limits) {
        this.limits = limits;
    }

    void install(@Observes Filters filters) {
        filters.register(this::limitAddress, EdgeFilters.LIMITS);
    }

    /// Counts the request for `username`, who sent it.
    ///
    /// @return what to answer instead, where it is one too many
    public Optional<ProblemException> limitUser(RoutingContext context, String username) {
        HttpServerRequest request = context.request();
        Allowance allowance = limits.takeAsUser(username, request.method().name(), String.valueOf(request.path()));
        note(context, allowance);
        return allowance.granted() ? Optional.empty() : Optional.of(refused(allowance));
    }

    private void limitAddress(RoutingContext context) {
        HttpServerRequest request = context.request();
        var peer = request.remoteAddress();
        Allowance allowance = limits.takeFrom(
                peer == null ? null : peer.hostAddress(), request.method().name(), String.valueOf(request.path()));
        context.addHeadersEndHandler(done -> tell(context));
        note(context, allowance);
        if (allowance.granted()) {
            context.next();
        } else {
            Answers.problem(context, refused(allowance).problem());
        }
    }

    private static void note(RoutingContext context, Allowance allowance) {
        Allowance before = context.get(ALLOWANCE);
        context.put(ALLOWANCE, before == null ? allowance : before.tighter(allowance));
    }

    private static void tell(RoutingContext context) {
        Allowance allowance = context.get(ALLOWANCE);
        allowance.headers().forEach(context.response().headers()::set);
    }

    private static ProblemException refused(Allowance allowance) {
        String wait = allowance.headers().get("Retry-After");
        return new ProblemException(
                Problem.of(ProblemType.TOO_MANY_REQUESTS, "Wait " + wait + " s, then go on more slowly."), Map.of());
    }
}
