package io.nokube.sandbox.github;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/// Logs: the API answers with an address that is good for a moment and takes no credentials.
final class LogRoutes {
    private static final String SIGNED = "/_signed/jobs/";

    private final Runs runs;
    private final Options options;

    LogRoutes(Runs runs, Options options) {
        this.runs = runs;
        this.options = options;
    }

    /// A running job has no log, and neither has one that no machine ever took up.
    void ofJob(RoutingContext context, RepositoryName repository) {
        long job = RunRoutes.number(context.pathParam("job")).orElse(0L);
        if (runs.findByJob(repository, job).filter(run -> hasLog(run, job)).isEmpty()) {
            Answers.notFound(context);
            return;
        }
        var expires = runs.now().plus(options.logUrlLifetime()).toEpochMilli();
        Answers.redirect(
                context,
                "http://" + context.request().authority() + SIGNED + job + "?expires=" + expires + "&signature="
                        + signature(job, expires));
    }

    void mountSigned(Router router) {
        router.get(SIGNED + ":job").handler(this::signed);
    }

    /// What `html_url` leads to: the run in plain words.
    void mountPage(Router router) {
        router.get("/:owner/:repo/actions/runs/:run").handler(this::page);
        router.get("/:owner/:repo/actions/runs/:run/job/:job").handler(this::page);
    }

    private void signed(RoutingContext context) {
        if (context.request().getHeader("Authorization") != null) {
            refuse(context, 401, "InvalidAuthenticationInfo");
            return;
        }
        var job = RunRoutes.number(context.pathParam("job")).orElse(0L);
        var expires = RunRoutes.number(String.valueOf(context.queryParams().get("expires")))
                .orElse(0L);
        var run = runs.anyByJob(job);
        boolean genuine = signature(job, expires).equals(context.queryParams().get("signature"));
        if (!genuine || run.isEmpty() || Instant.ofEpochMilli(expires).isBefore(runs.now())) {
            refuse(context, 403, "AuthenticationFailed");
            return;
        }
        context.response().putHeader("Content-Type", "text/plain").end(Buffer.buffer(LogText.of(run.get(), job)));
    }

    private void page(RoutingContext context) {
        var repository = new RepositoryName(context.pathParam("owner"), context.pathParam("repo"));
        var run = RunRoutes.number(context.pathParam("run")).flatMap(id -> runs.find(repository, id));
        if (run.isEmpty()) {
            context.response().setStatusCode(404).end();
            return;
        }
        var found = run.get();
        var over = found.status(runs.now()).equals("completed");
        var text = new StringBuilder("Sandbox run " + found.id() + ": " + found.title() + ", "
                + (over ? found.timeline().conclusion() : found.status(runs.now())) + "\n\n");
        if (hasLog(found, found.jobId())) {
            text.append(LogText.of(found, found.jobId()).substring(1));
        }
        context.response()
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(text.toString());
    }

    private boolean hasLog(Run run, long job) {
        var status = job == run.jobId() ? run.jobStatus(runs.now()) : run.status(runs.now());
        return status.equals("completed") && !run.timeline().steps().isEmpty();
    }

    private static void refuse(RoutingContext context, int status, String code) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/xml")
                .end("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code></Error>");
    }

    private static String signature(long job, long expires) {
        return Hashes.of("log of " + job + " until " + expires);
    }
}
