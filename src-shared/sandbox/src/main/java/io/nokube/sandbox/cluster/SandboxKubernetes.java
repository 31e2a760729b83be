package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A running sandbox cluster on loopback. Whoever starts it closes it.
public final class SandboxKubernetes implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long PATIENCE_SECONDS = 30;
    private static final long KEEP_MILLIS = 500;

    private final Vertx vertx;
    private final Router router;
    private final RequestLog log;
    private final Objects objects;
    private final Controllers controllers;
    private final @Nullable StateFile state;
    private HttpServer server;
    private final int port;
    private boolean closed;

    /// @param port 0 for any free one
    /// @param podDelay from a pod's creation until it is ready
    /// @param stateFile where the objects are kept between two starts; null forgets them
    public record Options(
            int port, Duration podDelay, @Nullable Path stateFile) {
        public static Options defaults() {
            return new Options(0, Duration.ofMillis(300), null);
        }

        public Options withPodDelay(Duration delay) {
            return new Options(port, delay, stateFile);
        }

        public Options withStateFile(Path file) {
            return new Options(port, podDelay, file);
        }
    }

    private SandboxKubernetes(Options options) {
        Clock clock = Clock.systemUTC();
        Kinds kinds = new Kinds();
        Ids ids = new Ids(clock);
        this.log = new RequestLog();
        this.objects = new Objects(kinds, new Store(), ids);
        this.state = options.stateFile() == null ? null : new StateFile(options.stateFile());
        if (state != null) {
            state.restore(kinds, objects);
        }
        makeWhatEveryClusterHas();
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
        this.router = new ApiServer(kinds, objects, clock, log).router(vertx);
        this.server = await(listen(options.port()));
        this.port = server.actualPort();
        this.controllers = new Controllers(kinds, objects, ids, options.podDelay());
        controllers.start();
        if (state != null) {
            StateFile file = state;
            vertx.setPeriodic(
                    KEEP_MILLIS,
                    timer -> vertx.executeBlocking(() -> {
                        file.write(objects);
                        return true;
                    }));
        }
    }

    public static SandboxKubernetes start(Options options) {
        return new SandboxKubernetes(options);
    }

    private Future<HttpServer> listen(int wanted) {
        HttpServerOptions options =
                new HttpServerOptions().setHost(HOST).setPort(wanted).setMaxInitialLineLength(16_384);
        return vertx.createHttpServer(options).requestHandler(router).listen();
    }

    private void makeWhatEveryClusterHas() {
        Writer writer = Writer.controller("kube-apiserver");
        for (String name : List.of("default", "kube-system", "kube-public", "kube-node-lease")) {
            if (objects.find(Kinds.NAMESPACE, "", name) == null) {
                ObjectNode namespace = Json.object();
                Json.meta(namespace).put("name", name);
                Object ignored = objects.create(Kinds.NAMESPACE, "", namespace, writer);
            }
        }
    }

    public String url() {
        return "http://" + HOST + ":" + port;
    }

    /// A kubeconfig for it, as YAML.
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: sandbox
                clusters: [{name: sandbox, cluster: {server: "%s"}}]
                users: [{name: sandbox, user: {}}]
                contexts: [{name: sandbox, context: {cluster: sandbox, user: sandbox, namespace: default}}]
                """.formatted(url());
    }

    public Path writeKubeconfig(Path file) {
        try {
            return Files.writeString(file, kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many requests there have been.
    public long requestCount() {
        return log.count();
    }

    /// The last requests, oldest first, as `GET /api/v1/pods?watch=true`.
    public List<String> requests() {
        return log.all();
    }

    /// Plays an API server that is gone: every connection is cut and none accepted, until [#resume()].
    public synchronized void pause() {
        await(server.close());
    }

    /// Is there again, with everything as it was.
    public synchronized void resume() {
        server = await(listen(port));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        controllers.close();
        await(vertx.close());
        if (state != null) {
            state.write(objects);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the sandbox Kubernetes did not start or stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
