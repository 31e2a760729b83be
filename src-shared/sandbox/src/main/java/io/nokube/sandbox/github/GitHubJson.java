package io.nokube.sandbox.github;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Runs, jobs and repositories in GitHub's words. Addresses lead back to the sandbox.
record GitHubJson(String base) {
    static final long WORKFLOW_ID = 161_335;
    private static final long SUITE_ID = 9_001;

    static GitHubJson of(RoutingContext context) {
        return new GitHubJson("http://" + context.request().authority());
    }

    /// GitHub's times have no fractions.
    static Instant seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    JsonObject dispatched(Run run) {
        return new JsonObject()
                .put("workflow_run_id", run.id())
                .put("run_url", runUrl(run))
                .put("html_url", pageUrl(run));
    }

    JsonObject run(Run run, WorkflowFile workflow, Instant now) {
        var status = run.status(now);
        var timeline = run.timeline();
        boolean over = status.equals("completed");
        var updated = over && timeline.ended() != null ? run.at(timeline.ended()) : now;
        var started = seconds(run.createdAt()).toString();
        var commit = Hashes.commitOf(run.repository().full(), run.ref());
        var url = runUrl(run);
        var repository = new RepositoryJson(base, run.repository());
        return new JsonObject()
                .put("id", run.id())
                .put("name", workflow.name())
                .put("node_id", "WFR_" + run.id())
                .put("head_branch", run.ref())
                .put("head_sha", commit)
                .put("path", ".github/workflows/" + WorkflowFile.FILE_NAME)
                .put("display_title", run.title())
                .put("run_number", run.number())
                .put("event", "workflow_dispatch")
                .put("status", status)
                .put("conclusion", over ? timeline.conclusion() : null)
                .put("workflow_id", WORKFLOW_ID)
                .put("check_suite_id", SUITE_ID)
                .put("check_suite_node_id", "CS_" + SUITE_ID)
                .put("url", url)
                .put("html_url", pageUrl(run))
                .put("pull_requests", new JsonArray())
                .put("created_at", started)
                .put("updated_at", seconds(updated).toString())
                .put("actor", user("nokube-bot"))
                .put("run_attempt", 1)
                .put("referenced_workflows", new JsonArray())
                .put("run_started_at", started)
                .put("triggering_actor", user("nokube-bot"))
                .put("jobs_url", url + "/jobs")
                .put("logs_url", url + "/logs")
                .put("check_suite_url", repository.url() + "/check-suites/" + SUITE_ID)
                .put("artifacts_url", url + "/artifacts")
                .put("cancel_url", url + "/cancel")
                .put("rerun_url", url + "/rerun")
                .put("previous_attempt_url", null)
                .put("workflow_url", repository.url() + "/actions/workflows/" + WORKFLOW_ID)
                .put("head_commit", commit(commit, started))
                .put("repository", repository.minimal())
                .put("head_repository", repository.minimal());
    }

    JsonObject job(Run run, WorkflowFile workflow, Instant now) {
        var status = run.jobStatus(now);
        var timeline = run.timeline();
        boolean queued = status.equals("queued");
        boolean over = status.equals("completed");
        var steps = new JsonArray();
        if (!queued) {
            timeline.steps().forEach(step -> steps.add(step(run, step, now)));
        }
        var repository = new RepositoryJson(base, run.repository());
        return new JsonObject()
                .put("id", run.jobId())
                .put("run_id", run.id())
                .put("workflow_name", workflow.name())
                .put("head_branch", run.ref())
                .put("run_url", runUrl(run))
                .put("run_attempt", 1)
                .put("node_id", "CR_" + run.jobId())
                .put("head_sha", Hashes.commitOf(run.repository().full(), run.ref()))
                .put("url", repository.url() + "/actions/jobs/" + run.jobId())
                .put("html_url", pageUrl(run) + "/job/" + run.jobId())
                .put("status", status)
                .put("conclusion", over ? run.jobConclusion() : null)
                .put("created_at", seconds(run.createdAt()).toString())
                .put(
                        "started_at",
                        seconds(queued ? run.createdAt() : run.at(timeline.started()))
                                .toString())
                .put("completed_at", over ? time(run, jobEnd(timeline)) : null)
                .put("name", workflow.jobName())
                .put("steps", steps)
                .put("check_run_url", repository.url() + "/check-runs/" + run.jobId())
                .put("labels", new JsonArray().add("ubuntu-24.04"))
                .put("runner_id", queued ? null : 1)
                .put("runner_name", queued ? null : "GitHub Actions 1")
                .put("runner_group_id", queued ? null : 0)
                .put("runner_group_name", queued ? null : "GitHub Actions");
    }

    /// It waits, until the run is cancelled.
    JsonObject secondJob(Run run, WorkflowFile workflow, Instant now) {
        boolean begun = run.jobStatus(now).equals("completed");
        boolean over = run.status(now).equals("completed");
        var started = begun ? time(run, jobEnd(run.timeline())) : null;
        var ended = over ? time(run, run.timeline().ended()) : null;
        var status = over ? "completed" : begun ? "in_progress" : "queued";
        var steps = new JsonArray();
        if (begun) {
            steps.add(new JsonObject()
                    .put("name", "Wait")
                    .put("status", status)
                    .put("conclusion", over ? "cancelled" : null)
                    .put("number", 1)
                    .put("started_at", started)
                    .put("completed_at", ended));
        }
        return job(run, workflow, now)
                .put("id", run.secondJobId())
                .put("node_id", "CR_" + run.secondJobId())
                .put("url", new RepositoryJson(base, run.repository()).url() + "/actions/jobs/" + run.secondJobId())
                .put("html_url", pageUrl(run) + "/job/" + run.secondJobId())
                .put("status", status)
                .put("conclusion", over ? "cancelled" : null)
                .put("started_at", started == null ? seconds(run.createdAt()).toString() : started)
                .put("completed_at", ended)
                .put("name", "wait")
                .put("steps", steps)
                .put(
                        "check_run_url",
                        new RepositoryJson(base, run.repository()).url() + "/check-runs/" + run.secondJobId());
    }

    JsonObject user(String login) {
        return RepositoryJson.user(base, login);
    }

    JsonObject fullRepository(RepositoryName repository) {
        return new RepositoryJson(base, repository).full();
    }

    private static @Nullable Duration jobEnd(Timeline timeline) {
        return timeline.steps().isEmpty()
                ? timeline.ended()
                : timeline.steps().getLast().end();
    }

    private static JsonObject step(Run run, Timeline.TimedStep step, Instant now) {
        var elapsed = run.elapsed(now);
        boolean begun = elapsed.compareTo(step.start()) >= 0;
        boolean over = elapsed.compareTo(step.end()) >= 0;
        return new JsonObject()
                .put("name", step.name())
                .put("status", over ? "completed" : begun ? "in_progress" : "queued")
                .put("conclusion", over ? step.conclusion() : null)
                .put("number", step.number())
                .put("started_at", begun ? time(run, step.start()) : null)
                .put("completed_at", over ? time(run, step.end()) : null);
    }

    private static @Nullable String time(Run run, @Nullable Duration offset) {
        return offset == null ? null : seconds(run.at(offset)).toString();
    }

    private static JsonObject commit(String id, String time) {
        var person = new JsonObject().put("name", "NoKube").put("email", "nokube@example.com");
        return new JsonObject()
                .put("id", id)
                .put("tree_id", id)
                .put("message", "Install the NoKube workflow")
                .put("timestamp", time)
                .put("author", person)
                .put("committer", person);
    }

    private String runUrl(Run run) {
        return base + "/repos/" + run.repository().full() + "/actions/runs/" + run.id();
    }

    private String pageUrl(Run run) {
        return base + "/" + run.repository().full() + "/actions/runs/" + run.id();
    }
}
