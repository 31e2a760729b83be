package io.nokube.gateway.proxy;

import io.nokube.gateway.config.ServiceUrl;
import io.nokube.gateway.edge.Answers;
import io.nokube.gateway.edge.Drain;
import io.nokube.gateway.edge.Refusal;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.web.TraceIds;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request on its way to a service and the answer on its way back. Everything in it happens on one event loop.
///
/// Around http-proxy, which copies streams both ways, it puts what that lacks: the header rules, the limits on size and
/// time, problems instead of empty errors, and the end of the service's work when the client leaves.
final class Exchange implements ProxyInterceptor {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final RoutingContext context;
    private final HttpServerRequest received;
    private final LimitedBody body;
    private final @Nullable String authorization;
    private final Upstreams upstreams;
    private final Drain drain;
    private final ServiceUrl service;
    private final Promise<ProxyResponse> answer = Promise.promise();

    private @Nullable HttpClientRequest sent;
    private boolean over;

    Exchange(
            RoutingContext context,
            Upstreams upstreams,
            Drain drain,
            ServiceUrl service,
            @Nullable String authorization) {
        this.context = context;
        this.received = context.request();
        this.body = new LimitedBody(received);
        this.upstreams = upstreams;
        this.drain = drain;
        this.service = service;
        this.authorization = authorization;
    }

    /// The request to the service, as soon as there is a connection for it.
    Future<HttpClientRequest> connect() {
        return upstreams.connect(service).compose(request -> {
            if (over) {
                request.reset();
                return Future.failedFuture("Nobody is waiting any more");
            }
            // What goes wrong is told by the answer's future; without a handler it would be logged as well.
            request.exceptionHandler(failure -> {});
            sent = request;
            return Future.succeededFuture(request);
        });
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext proxy) {
        replace(proxy.request().headers(), RequestHeaders.forward(list(received.headers()), facts()));
        proxy.request().setAuthority(HostAndPort.create(service.host(), service.port()));
        proxy.request().setBody(Body.body(body, contentLength()));
        long timer = context.vertx().setTimer(upstreams.timeout().toMillis(), fired -> giveUp());
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                cancel();
            }
        });
        proxy.sendRequest().onComplete(result -> {
            if (result.succeeded()) {
                answer.tryComplete(result.result());
            } else {
                answer.tryFail(result.cause());
            }
        });
        return answer.future()
                .onComplete(done -> context.vertx().cancelTimer(timer))
                .recover(failure -> Future.succeededFuture(problem(proxy, failure)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext proxy) {
        ProxyResponse response = proxy.response();
        Body whole = response.getBody();
        boolean stream = whole != null && whole.length() < 0;
        WatchedBody watched = whole == null ? null : new WatchedBody(whole.stream(), this::breakOff);
        if (watched != null) {
            response.setBody(Body.body(watched, whole.length()));
        }
        List<Header> answered = list(response.headers());
        replace(response.headers(), ResponseHeaders.forward(answered, service.toString()));
        Future<Void> done = proxy.sendResponse();
        if (stream) {
            showHead();
        }
        if (watched != null && ResponseHeaders.isEventStream(answered)) {
            drain.endStream(context, () -> finish(watched));
        }
        return done;
    }

    /// An event stream has no end that its client waits for: one that ends is opened anew, by then at another replica.
    private void finish(WatchedBody events) {
        events.cut();
        cancel();
        received.connection().close();
    }

    /// Lets the client see that a stream is open before the first event comes.
    private void showHead() {
        HttpServerResponse response = context.response();
        if (!response.headWritten() && !response.ended() && !response.closed()) {
            response.writeHead();
        }
    }

    /// The rest of a begun answer will not come: that the connection ends tells the client that it is not whole.
    private void breakOff() {
        if (!over) {
            LOG.warnf("Service broke off its answer: service=%s", service);
        }
        received.connection().close();
    }

    private void giveUp() {
        if (answer.tryFail(new TimeoutException())) {
            cancel();
        }
    }

    private void cancel() {
        over = true;
        if (sent != null) {
            sent.reset();
        }
    }

    private ProxyResponse problem(ProxyContext proxy, Throwable failure) {
        over = true;
        ProxyResponse response = proxy.request().release().response();
        ProblemException problem = body.isOver()
                ? new ProblemException(Refusal.tooLarge(), Map.of("Connection", "close"))
                : UpstreamFailures.of(failure);
        if (body.isOver()) {
            Refusal.closeSoon(context.vertx(), received);
        } else if (!context.response().closed()) {
            LOG.warnf("Service gave no answer: service=%s cause=%s", service, failure.toString());
        }
        problem.headers().forEach(response::putHeader);
        return response.setStatusCode(problem.problem().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setBody(Body.body(Answers.body(problem.problem(), received)));
    }

    private RequestHeaders.Facts facts() {
        return new RequestHeaders.Facts(
                authorization,
                received.remoteAddress().hostAddress(),
                received.scheme(),
                received.authority().toString(),
                received.getHeader(TraceIds.HEADER));
    }

    /// -1 where the body comes in chunks, or where there is none.
    private long contentLength() {
        String length = received.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private static List<Header> list(MultiMap headers) {
        return headers.entries().stream()
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void replace(MultiMap headers, List<Header> replacement) {
        headers.clear();
        replacement.forEach(header -> headers.add(header.name(), header.value()));
    }
}
