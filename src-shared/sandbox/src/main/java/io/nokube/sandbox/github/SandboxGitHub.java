package io.nokube.sandbox.github;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A running sandbox GitHub on loopback. Whoever starts it closes it; closing twice does nothing.
public final class SandboxGitHub implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    /// What the shipped workflow asks its tokens for.
    private static final String AUDIENCE = "nokube";

    private final Vertx vertx;
    private final HttpServer server;
    private final Runs runs;
    private final Faults faults;
    private final RequestLog requests;
    private final JobTokens tokens;
    private final JobPushes pushes;
    private boolean closed;

    private SandboxGitHub(
            Vertx vertx,
            HttpServer server,
            Runs runs,
            Faults faults,
            RequestLog requests,
            JobTokens tokens,
            JobPushes pushes) {
        this.vertx = vertx;
        this.server = server;
        this.runs = runs;
        this.faults = faults;
        this.requests = requests;
        this.tokens = tokens;
        this.pushes = pushes;
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
        var requests = new RequestLog(options.clock());
        var tokens = new JobTokens(options.clock());
        var pushes = new JobPushes(vertx, runs, tokens);
        var router = new ApiRouter(vertx, options, runs, faults, requests, tokens, pushes, text).router();
        try {
            // HTTP/1.1 only, since nobody speaks HTTP/2 to GitHub without TLS either.
            // What curl sends without saying its type is taken for a form, whose fields would have a limit.
            var http = new HttpServerOptions().setHttp2ClearTextEnabled(false).setMaxFormAttributeSize(-1);
            var server =
                    await(vertx.createHttpServer(http).requestHandler(router).listen(options.port(), "127.0.0.1"));
            return new SandboxGitHub(vertx, server, runs, faults, requests, tokens, pushes);
        } catch (IllegalStateException e) {
            await(vertx.close());
            throw e;
        }
    }

    /// What `NOKUBE_GITHUB_API_URL` takes.
    public String apiUrl() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /// What `NOKUBE_GITHUB_OIDC_ISSUER` takes: who signs the tokens of jobs.
    public String oidcIssuer() {
        return JobTokens.issuer(apiUrl());
    }

    /// From now on new runs push what they print, and their result, to the NoKube at `url`; to nobody where it is null,
    /// as in the beginning.
    public void pushTo(@Nullable String url) {
        pushes.to(url == null ? null : new JobPushes.Target(url.replaceFirst("/$", ""), oidcIssuer(), AUDIENCE));
    }

    /// The token that the job of a build's run gets when it asks for one.
    ///
    /// @param changes claims that are to be otherwise than GitHub would have them
    /// @throws IllegalArgumentException where the build was never dispatched
    public String jobToken(String buildId, Map<String, Object> changes) {
        var run =
                runs.ofBuild(buildId).orElseThrow(() -> new IllegalArgumentException("No run was made for " + buildId));
        return tokens.issue(oidcIssuer(), run, AUDIENCE, changes);
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

    /// Where the newest run of a build stands at this moment; empty where it was never dispatched.
    public Optional<RunStatus> runStatus(String buildId) {
        return runs.ofBuild(buildId).map(run -> {
            String status = run.status(runs.now());
            return new RunStatus(
                    run.id(),
                    status,
                    status.equals("completed") ? run.timeline().conclusion() : null);
        });
    }

    /// In GitHub's words.
    ///
    /// @param conclusion null until it is completed
    public record RunStatus(
            long runId, String status, @Nullable String conclusion) {}

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
