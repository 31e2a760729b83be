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

/// What every request passes before anything else looks at it, in this order.
@Singleton
public class EdgeFilters {
    /// Before nokube-web's RawTargetFilter, whose refusals carry the headers and the trace too.
    private static final int FIRST = 200_000;

    private static final int AFTER_RAW_TARGETS = 90_000;
    /// Where limits are looked at: before anything but a target that nobody can read.
    public static final int LIMITS = AFTER_RAW_TARGETS + 1;
    /// Where it is decided who answers, when nothing here did.
    public static final int ROUTES = AFTER_RAW_TARGETS - 1;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final TraceParentIds traces;
    private final CorsPolicy cors;
    private final Drain drain;
    private final SlowClients slowClients;
    private final AccessLog accessLog;

    public EdgeFilters(
            TraceParentIds traces, GatewayConfig config, Drain drain, SlowClients slowClients, AccessLog accessLog) {
        this.accessLog = accessLog;
        this.traces = traces;
        this.drain = drain;
        this.slowClients = slowClients;
        this.cors = new CorsPolicy(config.cors().origins().orElse(List.of()));
    }

    void install(@Observes Filters filters) {
        filters.register(this::begin, FIRST);
        filters.register(this::admit, AFTER_RAW_TARGETS);
    }

    /// One step for all of it, and one more for what is done with the answer: every step of a route costs each request.
    private void begin(RoutingContext context) {
        slowClients.begin(context);
        nameHost(context.request());
        startTrace(context.request().headers());
        accessLog.watch(context);
        context.addHeadersEndHandler(done -> completeAnswer(context));
        if (!refusesSize(context)) {
            context.next();
        }
    }

    /// HTTP/2 names the host in `:authority` (RFC 9113, section 8.3.1); from here on it is where HTTP/1 has it.
    /// A `Host` beside it is left, so that two of them are seen to be two.
    private static void nameHost(HttpServerRequest request) {
        if (Exchanges.sharesConnection(request) && request.authority() != null) {
            request.headers().add(HttpHeaders.HOST, request.authority().toString());
        }
    }

    private void admit(RoutingContext context) {
        boolean isAnswered = refusesUnclearHost(context)
                || refusesUnknownMethod(context)
                || refusesUpgrade(context)
                || answersPreflight(context)
                || refusesForeignOrigin(context)
                || refusesBody(context);
        if (!isAnswered) {
            context.next();
        }
    }

    /// Where traces are switched on, the span of this request has begun: what is passed on and told belongs to it.
    private void startTrace(MultiMap headers) {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            headers.set(TraceIds.HEADER, TraceParentIds.of(span));
        } else if (headers.getAll(TraceIds.HEADER).size() != 1 || TraceIds.of(headers.get(TraceIds.HEADER)) == null) {
            headers.set(TraceIds.HEADER, traces.next()).remove("tracestate");
        }
    }

    private void completeAnswer(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        cors.answer(request.getHeader(HttpHeaders.ORIGIN)).forEach(headers::set);
        SecurityHeaders.complete(headers, String.valueOf(request.scheme()));
        drain.complete(context);
        if (Exchanges.sharesConnection(request)) {
            // Speaks of what HTTP/2 does without, and may not be in it (RFC 9113, section 8.2.2).
            headers.remove(HttpHeaders.CONNECTION);
        }
    }

    private static boolean refusesSize(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (HeadLimit.isTargetTooLong(request.uri())) {
            Refusal.andClose(
                    context, Problem.of(ProblemType.URI_TOO_LONG, "An address may have at most 8,192 characters."));
            return true;
        }
        if (HeadLimit.areHeadersTooLarge(request.headers())) {
            Refusal.andClose(
                    context, Problem.of(ProblemType.HEADERS_TOO_LARGE, "All headers together may have at most 8 KiB."));
            return true;
        }
        return false;
    }

    private static boolean refusesUnclearHost(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() == 1 && HostHeader.isClear(hosts.getFirst()) && request.authority() != null) {
            return false;
        }
        Answers.problem(context, Problem.of(ProblemType.MALFORMED, "Send one Host header that names a host."));
        return true;
    }

    private static boolean refusesUnknownMethod(RoutingContext context) {
        if (METHODS.contains(context.request().method().name())) {
            return false;
        }
        Answers.problem(
                context,
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Use one of the methods in the Allow header."),
                Map.of("allow", "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"));
        return true;
    }

    private static boolean refusesUpgrade(RoutingContext context) {
        String upgrade = context.request().getHeader(HttpHeaders.UPGRADE);
        if (upgrade == null || !upgrade.equalsIgnoreCase("websocket")) {
            return false;
        }
        Answers.problem(
                context,
                Problem.of(ProblemType.MALFORMED, "There are no WebSockets here; streams are Server-Sent Events."));
        return true;
    }

    private boolean answersPreflight(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!cors.isPermittedPreflight(
                request.method().name(),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD))) {
            return false;
        }
        cors.permission().forEach(context.response()::putHeader);
        context.response().setStatusCode(204).end();
        return true;
    }

    private boolean refusesForeignOrigin(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean allowed = request.headers().contains(HttpHeaders.AUTHORIZATION)
                || cors.trusts(request.getHeader(HttpHeaders.ORIGIN))
                || CrossOrigin.isAllowed(
                        request.method().name(),
                        request.getHeader("sec-fetch-site"),
                        request.getHeader(HttpHeaders.ORIGIN),
                        request.getHeader(HttpHeaders.HOST));
        if (allowed) {
            return false;
        }
        Answers.problem(
                context,
                Problem.of(ProblemType.FORBIDDEN, "Another web site may not do this in a signed-in user's name."));
        return true;
    }

    private static boolean refusesBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        var announced = BodyLimit.announced(
                request.headers().getAll(HttpHeaders.CONTENT_LENGTH),
                request.headers().getAll(HttpHeaders.TRANSFER_ENCODING));
        switch (announced) {
            case FITS -> {
                if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                    context.response().writeContinue();
                }
            }
            case TOO_LARGE -> Refusal.tooLarge(context);
            case AMBIGUOUS -> Refusal.ambiguous(context);
        }
        return announced != BodyLimit.Announced.FITS;
    }
}
