package io.nokube.sandbox.github;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running sandbox GitHub on loopback. Whoever starts it closes it; closing twice does nothing.
public final class SandboxGitHub implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final HttpServer server;
    private final Runs runs;
    private final Faults faults;
    private final RequestLog requests;
    private boolean closed;

    private SandboxGitHub(Vertx vertx, HttpServer server, Runs runs, Faults faults, RequestLog requests) {
        this.vertx = vertx;
        this.server = server;
        this.runs = runs;
        this.faults = faults;
        this.requests = requests;
    }

    public static SandboxGitHub start(Options options) {
        var vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        var text = WorkflowFile.shippedText();
        var runs = new Runs(options, WorkflowFile.parse(text));
        var faults = new Faults();
        var requests = new RequestLog();
        var router = new ApiRouter(vertx, options, runs, faults, requests, text).router();
        try {
            // HTTP/1.1 only, since nobody speaks HTTP/2 to GitHub without TLS either.
            // What curl sends without saying its type is taken for a form, whose fields would have a limit.
            var http = new HttpServerOptions().setHttp2ClearTextEnabled(false).setMaxFormAttributeSize(-1);
            var server =
                    await(vertx.createHttpServer(http).requestHandler(router).listen(options.port(), "127.0.0.1"));
            return new SandboxGitHub(vertx, server, runs, faults, requests);
        } catch (IllegalStateException e) {
            await(vertx.close());
            throw e;
        }
    }

    /// What `NOKUBE_GITHUB_API_URL` takes.
    public String apiUrl() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public Faults faults() {
        return faults;
    }

    /// Everything that made a run, oldest first, whether its answer arrived or not.
    public List<Dispatch> dispatches() {
        return runs.dispatches();
    }

    /// How often a build was dispatched; once is right.
    public int dispatchCount(String buildId) {
        return (int) runs.dispatches().stream()
                .filter(dispatch -> buildId.equals(dispatch.inputs().get("build_id")))
                .count();
    }

    /// Every request to the API, oldest first.
    public List<ReceivedRequest> requests() {
        return requests.all();
    }

    /// The digest that a successful run of this build reports.
    public static String digestOf(String buildId) {
        return Hashes.digestOf(buildId);
    }

    /// The commit that a run finds at the head of a branch of `owner/repository`.
    public static String commitOf(String repository, String branch) {
        return Hashes.commitOf(repository, branch);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            await(vertx.close());
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the sandbox GitHub did not start or stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
