package io.nokube.gateway.proxy;

import io.nokube.gateway.edge.Answers;
import io.nokube.gateway.edge.Drain;
import io.nokube.gateway.edge.Exchanges;
import io.nokube.gateway.edge.Refusal;
import io.nokube.gateway.upstream.Failure;
import io.nokube.gateway.upstream.Retry;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.web.TraceIds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ProtocolException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request on its way to a service and the answer on its way back. Everything in it happens on one event loop.
///
/// Around http-proxy, which copies streams both ways, it puts what that lacks: the header rules, the limits on size and
/// time, problems instead of empty errors, another try where that does no harm, and the end of the service's work when
/// the client leaves.
final class Exchange implements ProxyInterceptor {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final RoutingContext context;
    private final HttpServerRequest received;
    private final LimitedBody body;
    private final Upstreams upstreams;
    private final Drain drain;
    private final ServiceAddresses addresses;
    private final boolean hasBody;
    private final Promise<ProxyResponse> answer = Promise.promise();
    private final Set<Integer> tried = new HashSet<>();

    /// Until it is sent.
    private @Nullable String authorization;
    private int address;
    private int attempts;
    private @Nullable HttpClientRequest sent;
    private boolean over;

    Exchange(
            RoutingContext context,
            Upstreams upstreams,
            Drain drain,
            ServiceAddresses addresses,
            @Nullable String authorization) {
        this.context = context;
        this.received = context.request();
        this.body = new LimitedBody(received);
        this.upstreams = upstreams;
        this.drain = drain;
        this.addresses = addresses;
        this.hasBody = hasBody(received);
        this.authorization = authorization;
    }

    /// The request to the service, as soon as there is a connection for it.
    Future<HttpClientRequest> connect() {
        return upstreams.connect(addresses.options(address)).compose(request -> {
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
        RequestHeaders.forward(proxy.request().headers(), facts());
        authorization = null;
        takeBody(proxy);
        long timer = context.vertx().setTimer(upstreams.timeout().toMillis(), fired -> giveUp());
        context.addEndHandler(ended -> {
            if (ended.failed()) {
                cancel();
            }
        });
        attempt(proxy);
        return answer.future()
                .onComplete(done -> context.vertx().cancelTimer(timer))
                .recover(failure -> Future.succeededFuture(problem(proxy, failure)));
    }

    /// Where there is no body, nothing is left behind by a failed attempt, and there is nothing to copy.
    private void takeBody(ProxyContext proxy) {
        if (hasBody) {
            proxy.request().setBody(Body.body(body, contentLength()));
        } else {
            proxy.request().setBody(null);
            received.resume();
        }
    }

    private void attempt(ProxyContext proxy) {
        address = addresses.choose(tried);
        tried.add(address);
        attempts++;
        proxy.request().setAuthority(addresses.authority(address));
        proxy.sendRequest().onComplete(result -> {
            if (result.failed()) {
                fail(proxy, result.cause());
            } else if (isUsable(result.result())) {
                addresses.answered(address);
                answer.tryComplete(result.result());
            } else {
                if (sent != null) {
                    sent.reset();
                }
                fail(proxy, new ProtocolException("Status or transfer coding is none that an answer has"));
            }
        });
    }

    private static boolean isUsable(ProxyResponse response) {
        return ResponseHeaders.areUsable(response.getStatusCode(), response.headers());
    }

    private void fail(ProxyContext proxy, Throwable cause) {
        if (over || body.isOver()) {
            answer.tryFail(cause);
            return;
        }
        Failure failure = UpstreamFailures.kind(cause);
        addresses.failed(address, failure);
        if (Retry.isWorthIt(received.method().name(), hasBody, failure, attempts, addresses.size())) {
            LOG.infof("Trying once more: service=%s cause=%s", addresses.url(address), cause.toString());
            attempt(proxy);
        } else {
            answer.tryFail(cause);
        }
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
        // The one that belongs to the status: a service's own words may be anything.
        response.setStatusMessage(null);
        ResponseHeaders.forward(response.headers(), addresses.text(address));
        boolean isEventStream = ResponseHeaders.isEventStream(response.headers());
        Future<Void> done = proxy.sendResponse();
        if (stream) {
            showHead();
        }
        if (watched != null && isEventStream) {
            drain.endStream(context, () -> finish(watched));
            forgetHeads(proxy);
        }
        return done;
    }

    /// An event stream has no end that its client waits for: one that ends is opened anew, by then at another replica.
    private void finish(WatchedBody events) {
        events.cut();
        cancel();
        if (!Exchanges.sharesConnection(received)) {
            received.connection().close();
        }
    }

    /// An event stream stays open for hours, and of what it takes much were the heads, which have both been sent: with
    /// the caller's token in the two of the request. The access log still asks for the trace.
    private void forgetHeads(ProxyContext proxy) {
        if (!context.response().headWritten() || Exchanges.sharesConnection(received)) {
            return;
        }
        String trace = received.getHeader(TraceIds.HEADER);
        received.headers().clear();
        if (trace != null) {
            received.headers().set(TraceIds.HEADER, trace);
        }
        proxy.request().headers().clear();
        proxy.response().headers().clear();
        context.response().headers().clear();
        if (sent != null) {
            sent.headers().clear();
            sent.response().onSuccess(answered -> answered.headers().clear());
        }
    }

    /// Lets the client see that a stream is open before the first event comes.
    private void showHead() {
        HttpServerResponse response = context.response();
        if (!response.headWritten() && !response.ended() && !response.closed()) {
            response.writeHead();
        }
    }

    /// The rest of a begun answer will not come, which the client has to see.
    private void breakOff() {
        if (!over) {
            LOG.warnf("Service broke off its answer: service=%s", addresses.url(address));
        }
        Exchanges.breakOff(received);
    }

    private void giveUp() {
        if (answer.tryFail(new TimeoutException())) {
            if (!hasBody) {
                // With one, it may be the client that is slow.
                addresses.failed(address, Failure.TIMEOUT);
            }
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
                : UpstreamFailures.of(UpstreamFailures.kind(failure));
        if (body.isOver()) {
            Refusal.closeSoon(context.vertx(), received);
        } else if (!context.response().closed()) {
            LOG.warnf("Service gave no answer: service=%s cause=%s", addresses.url(address), failure.toString());
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

    /// HTTP/2 says nothing of a body whose length is not known: what is sent to be processed is expected to have one.
    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        return Exchanges.sharesConnection(request)
                ? WITH_BODY.contains(request.method())
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /// -1 where the body comes in chunks.
    private long contentLength() {
        String length = received.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }
}
