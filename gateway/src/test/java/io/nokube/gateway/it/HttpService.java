package io.nokube.gateway.it;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A test server in a service's place: it answers as the test says and keeps what it was asked.
public final class HttpService implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerRequest> behaviour = HttpService::ok;

    record Seen(String method, String target, List<Map.Entry<String, String>> headers) {
        List<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    private HttpService() {
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::handle);
    }

    static HttpService start() {
        HttpService service = new HttpService();
        Futures.get(service.server.listen());
        return service;
    }

    int port() {
        return server.actualPort();
    }

    /// Answers from now on as `behaviour` does, and forgets what was seen.
    void behave(Handler<HttpServerRequest> behaviour) {
        seen.clear();
        this.behaviour = behaviour;
    }

    void behave() {
        behave(HttpService::ok);
    }

    List<Seen> seen() {
        return seen;
    }

    Seen only() {
        if (seen.size() != 1) {
            throw new AssertionError("expected one request but saw " + seen);
        }
        return seen.getFirst();
    }

    private void handle(HttpServerRequest request) {
        seen.add(new Seen(
                request.method().name(),
                request.uri(),
                List.copyOf(request.headers().entries())));
        behaviour.handle(request);
    }

    private static void ok(HttpServerRequest request) {
        request.response().putHeader("content-type", "application/json").end("{\"ok\":true}");
    }

    @Override
    public void close() {
        Futures.get(vertx.close());
    }

    /// Waiting for Vert.x.
    static final class Futures {
        private Futures() {}

        static <T> T get(io.vertx.core.Future<T> future) {
            try {
                return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
