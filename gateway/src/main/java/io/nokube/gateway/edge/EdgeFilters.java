package io.nokube.gateway.edge;

import io.nokube.gateway.config.GatewayConfig;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemType;
import io.nokube.web.TraceIds;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What every request passes before anything else looks at it, in this order.
@Singleton
public class EdgeFilters {
    /// Before nokube-web's RawTargetFilter, whose refusals carry the headers and the trace too.
    private static final int FIRST = 200_000;

    private static final int AFTER_RAW_TARGETS = 90_000;
    /// Where limits are looked at: before anything but a target that nobody can read.
    public static final int LIMITS = AFTER_RAW_TARGETS + 6;

    /// A name or an address, and perhaps a port: what is written there is passed on as `X-Forwarded-Host`.
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final TraceParentIds traces;
    private final CorsPolicy cors;
    private final Drain drain;

    public EdgeFilters(TraceParentIds traces, GatewayConfig config, Drain drain) {
        this.traces = traces;
        this.drain = drain;
        this.cors = new CorsPolicy(config.cors().origins().orElse(List.of()));
    }

    void install(@Observes Filters filters) {
        filters.register(this::startTrace, FIRST + 1);
        filters.register(this::completeAnswer, FIRST);
        filters.register(this::addCorsHeaders, FIRST - 1);
        filters.register(EdgeFilters::refuseUnclearHost, AFTER_RAW_TARGETS + 5);
        filters.register(EdgeFilters::refuseUnknownMethods, AFTER_RAW_TARGETS + 4);
        filters.register(EdgeFilters::refuseUpgrades, AFTER_RAW_TARGETS + 3);
        filters.register(this::answerPreflight, AFTER_RAW_TARGETS + 2);
        filters.register(this::refuseForeignOrigins, AFTER_RAW_TARGETS + 1);
        filters.register(EdgeFilters::limitBody, AFTER_RAW_TARGETS);
    }

    /// Where traces are switched on, the span of this request has begun: what is passed on and told belongs to it.
    private void startTrace(RoutingContext context) {
        MultiMap headers = context.request().headers();
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            headers.set(TraceIds.HEADER, TraceParentIds.of(span));
        } else if (headers.getAll(TraceIds.HEADER).size() != 1 || TraceIds.of(headers.get(TraceIds.HEADER)) == null) {
            headers.set(TraceIds.HEADER, traces.next()).remove("tracestate");
        }
        context.next();
    }

    private void completeAnswer(RoutingContext context) {
        context.addHeadersEndHandler(done -> {
            SecurityHeaders.complete(
                    context.response().headers(),
                    String.valueOf(context.request().scheme()));
            drain.complete(context);
        });
        context.next();
    }

    private static void refuseUnclearHost(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches() && request.authority() != null) {
            context.next();
            return;
        }
        Answers.problem(context, Problem.of(ProblemType.MALFORMED, "Send one Host header that names a host."));
    }

    private static void refuseUnknownMethods(RoutingContext context) {
        if (METHODS.contains(context.request().method().name())) {
            context.next();
            return;
        }
        Answers.problem(
                context,
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Use one of the methods in the Allow header."),
                Map.of("allow", "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"));
    }

    private static void refuseUpgrades(RoutingContext context) {
        String upgrade = context.request().getHeader(HttpHeaders.UPGRADE);
        if (upgrade == null || !upgrade.equalsIgnoreCase("websocket")) {
            context.next();
            return;
        }
        Answers.problem(
                context,
                Problem.of(ProblemType.MALFORMED, "There are no WebSockets here; streams are Server-Sent Events."));
    }

    private void addCorsHeaders(RoutingContext context) {
        Map<String, String> headers = cors.answer(context.request().getHeader(HttpHeaders.ORIGIN));
        if (!headers.isEmpty()) {
            context.addHeadersEndHandler(
                    done -> headers.forEach(context.response().headers()::set));
        }
        context.next();
    }

    private void answerPreflight(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!cors.isPermittedPreflight(
                request.method().name(),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD))) {
            context.next();
            return;
        }
        cors.permission().forEach(context.response()::putHeader);
        context.response().setStatusCode(204).end();
    }

    private void refuseForeignOrigins(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean allowed = request.headers().contains(HttpHeaders.AUTHORIZATION)
                || cors.trusts(request.getHeader(HttpHeaders.ORIGIN))
                || CrossOrigin.isAllowed(
                        request.method().name(),
                        request.getHeader("sec-fetch-site"),
                        request.getHeader(HttpHeaders.ORIGIN),
                        request.getHeader(HttpHeaders.HOST));
        if (allowed) {
            context.next();
            return;
        }
        Answers.problem(
                context,
                Problem.of(ProblemType.FORBIDDEN, "Another web site may not do this in a signed-in user's name."));
    }

    private static void limitBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        var announced = BodyLimit.announced(
                request.headers().getAll(HttpHeaders.CONTENT_LENGTH),
                request.headers().getAll(HttpHeaders.TRANSFER_ENCODING));
        switch (announced) {
            case FITS -> {
                if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                    context.response().writeContinue();
                }
                context.next();
            }
            case TOO_LARGE -> Refusal.tooLarge(context);
            case AMBIGUOUS -> Refusal.ambiguous(context);
        }
    }
}
