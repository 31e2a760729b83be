package io.nokube.sandbox.github;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/// What GitHub says about runs and their jobs, and cancelling them.
final class RunRoutes {
    private final Runs runs;

    RunRoutes(Runs runs) {
        this.runs = runs;
    }

    void list(RoutingContext context, RepositoryName repository) {
        var workflow = context.pathParam("workflow");
        if (workflow != null
                && !WorkflowFile.FILE_NAME.equals(workflow)
                && !Long.toString(GitHubJson.WORKFLOW_ID).equals(workflow)) {
            Answers.notFound(context);
            return;
        }
        var now = runs.now();
        var filter = RunFilter.of(context.queryParams());
        var found = runs.visible(repository).stream()
                .filter(run -> filter.accepts(run, now))
                .toList();
        var page = Paging.of(context);
        var json = GitHubJson.of(context);
        var shown = new JsonArray();
        page.cut(found).forEach(run -> shown.add(json.run(run, runs.workflow(), now)));
        page.link(context, found.size());
        Answers.send(
                context, 200, new JsonObject().put("total_count", found.size()).put("workflow_runs", shown));
    }

    void get(RoutingContext context, RepositoryName repository) {
        with(
                context,
                repository,
                run -> Answers.send(context, 200, GitHubJson.of(context).run(run, runs.workflow(), runs.now())));
    }

    void jobs(RoutingContext context, RepositoryName repository) {
        with(context, repository, run -> {
            var jobs = new JsonArray();
            if (run.scenario().startsJob()) {
                jobs.add(GitHubJson.of(context).job(run, runs.workflow(), runs.now()));
                if (run.scenario().hasSecondJob()) {
                    jobs.add(GitHubJson.of(context).secondJob(run, runs.workflow(), runs.now()));
                }
            }
            Answers.send(
                    context,
                    200,
                    new JsonObject().put("total_count", jobs.size()).put("jobs", jobs));
        });
    }

    void cancel(RoutingContext context, RepositoryName repository, boolean force) {
        with(context, repository, run -> {
            if (runs.cancel(run, force)) {
                Answers.send(context, 202, new JsonObject());
                return;
            }
            Answers.fail(context, 409, "Cannot cancel a workflow run that is completed.");
        });
    }

    private void with(RoutingContext context, RepositoryName repository, Consumer<Run> then) {
        number(context.pathParam("run"))
                .flatMap(id -> runs.find(repository, id))
                .ifPresentOrElse(then, () -> Answers.notFound(context));
    }

    static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
