package io.nokube.sandbox.github;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Which request is answered by what, and what every answer has in common.
final class ApiRouter {
    private static final String REPOSITORY = "/repos/:owner/:repo";
    private static final String ACTIONS = REPOSITORY + "/actions";
    private static final Set<String> VERSIONS = Set.of("2022-11-28", "2026-03-10");
    static final String NEWEST_VERSION = "2026-03-10";

    private final Vertx vertx;
    private final Options options;
    private final Runs runs;
    private final Faults faults;
    private final RequestLog requests;
    private final RateLimit rateLimit;
    private final Contents contents;
    private final JobTokens tokens;
    private final JobPushes pushes;
    private final AtomicLong requestNumber = new AtomicLong();

    ApiRouter(
            Vertx vertx,
            Options options,
            Runs runs,
            Faults faults,
            RequestLog requests,
            JobTokens tokens,
            JobPushes pushes,
            String workflowText) {
        this.vertx = vertx;
        this.options = options;
        this.runs = runs;
        this.faults = faults;
        this.requests = requests;
        this.tokens = tokens;
        this.pushes = pushes;
        this.rateLimit = new RateLimit(options.clock(), options.hourlyLimit());
        this.contents = new Contents(workflowText);
    }

    Router router() {
        var router = Router.router(vertx);
        router.route().handler(ApiRouter::noForms);
        router.route().handler(BodyHandler.create(false).setBodyLimit(10L << 20));
        new SwitchRoutes(faults, runs).mount(router);
        tokens.mount(router);
        var logs = new LogRoutes(runs, options);
        logs.mountSigned(router);
        logs.mountPage(router);

        router.route().handler(requests::handle);
        router.route().handler(this::common);
        router.route().handler(rateLimit::handle);
        router.route().handler(this::fault);
        new AppRoutes(options).mount(router);
        router.route().handler(this::authorize);
        mountApi(router, logs);
        router.route().handler(Answers::notFound);
        router.errorHandler(404, Answers::notFound);
        return router;
    }

    /// GitHub reads every body as JSON, also what curl calls a form where nobody said otherwise.
    private static void noForms(RoutingContext context) {
        var headers = context.request().headers();
        if (headers.contains("Content-Type", "application/x-www-form-urlencoded", true)) {
            headers.set("Content-Type", "application/json");
        }
        context.next();
    }

    private void mountApi(Router router, LogRoutes logs) {
        router.get("/rate_limit").handler(this::rateLimit);
        router.get("/user")
                .handler(context -> Answers.send(
                        context, 200, RepositoryJson.self(GitHubJson.of(context).base(), "nokube-bot")));
        in(
                router.get(REPOSITORY),
                (context, repository) ->
                        Answers.send(context, 200, GitHubJson.of(context).fullRepository(repository)));
        in(router.get(REPOSITORY + "/branches"), BranchRoute::list);
        in(router.get(REPOSITORY + "/contents/*"), contents::get);
        in(router.put(REPOSITORY + "/contents/*"), contents::put);

        var dispatches = new DispatchRoute(runs, options, pushes);
        in(router.post(ACTIONS + "/workflows/:workflow/dispatches"), dispatches::handle);
        var run = new RunRoutes(runs);
        in(router.get(ACTIONS + "/workflows/:workflow/runs"), run::list);
        in(router.get(ACTIONS + "/runs"), run::list);
        in(router.get(ACTIONS + "/runs/:run"), run::get);
        in(router.get(ACTIONS + "/runs/:run/jobs"), run::jobs);
        in(router.post(ACTIONS + "/runs/:run/cancel"), (context, name) -> run.cancel(context, name, false));
        in(router.post(ACTIONS + "/runs/:run/force-cancel"), (context, name) -> run.cancel(context, name, true));
        in(router.get(ACTIONS + "/jobs/:job/logs"), logs::ofJob);
    }

    private static void in(io.vertx.ext.web.Route route, BiConsumer<RoutingContext, RepositoryName> handler) {
        route.handler(context -> {
            var repository = new RepositoryName(context.pathParam("owner"), context.pathParam("repo"));
            // Repositories are not made here: each exists but for those that say otherwise.
            if (repository.name().startsWith("missing")) {
                Answers.notFound(context);
                return;
            }
            handler.accept(context, repository);
        });
    }

    private void common(RoutingContext context) {
        var version = version(context);
        context.response()
                .putHeader("Server", "github.com")
                .putHeader("X-GitHub-Request-Id", "5A4D:%06X".formatted(requestNumber.incrementAndGet()))
                .putHeader("X-GitHub-Media-Type", "github.v3; format=json")
                .putHeader("X-GitHub-Api-Version-Selected", version);
        context.next();
    }

    static String version(RoutingContext context) {
        var version = context.request().getHeader("X-GitHub-Api-Version");
        return version == null ? "2022-11-28" : version;
    }

    private void fault(RoutingContext context) {
        var request =
                context.request().method().name() + " " + context.request().path();
        faults.take(request).ifPresentOrElse(fault -> Answers.play(context, fault), context::next);
    }

    private void authorize(RoutingContext context) {
        var agent = context.request().getHeader("User-Agent");
        if (agent == null || agent.isBlank()) {
            Answers.fail(
                    context,
                    403,
                    "Request forbidden by administrative rules. Please make sure your request has"
                            + " a User-Agent header.");
            return;
        }
        if (!VERSIONS.contains(version(context))) {
            Answers.fail(context, 400, "\"" + version(context) + "\" is not a valid API version.");
            return;
        }
        var authorization = context.request().getHeader("Authorization");
        if (authorization == null) {
            Answers.fail(context, 401, "Requires authentication");
            return;
        }
        var token = authorization.replaceFirst("^(?i)(bearer|token) ", "");
        if (token.equals(authorization) || !options.tokens().contains(token)) {
            Answers.fail(context, 401, "Bad credentials");
            return;
        }
        context.next();
    }

    private void rateLimit(RoutingContext context) {
        var search = new JsonObject()
                .put("limit", 30)
                .put("used", 0)
                .put("remaining", 30)
                .put("reset", runs.now().getEpochSecond() + 60);
        var body = new JsonObject()
                .put("resources", new JsonObject().put("core", rateLimit.json()).put("search", search));
        if (!version(context).equals(NEWEST_VERSION)) {
            body.put("rate", rateLimit.json());
        }
        Answers.send(context, 200, body);
    }
}
