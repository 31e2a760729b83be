package io.nokube.sandbox.github;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// All runs of a sandbox and what was dispatched to it.
final class Runs {
    private final Options options;
    private final WorkflowFile workflow;
    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private final List<Dispatch> dispatches = new CopyOnWriteArrayList<>();
    private final long firstId;

    Runs(Options options, WorkflowFile workflow) {
        this.options = options;
        this.workflow = workflow;
        // A restarted sandbox must not give an id out again that a kept database may still hold.
        this.firstId = options.clock().millis() * 10;
    }

    synchronized Run dispatch(RepositoryName repository, String ref, Map<String, String> given) {
        var now = options.clock().instant();
        var inputs = workflow.withDefaults(given);
        int number = runs.size() + 1;
        var run = new Run(firstId + number, number, repository, ref, workflow, inputs, now, options.runTime());
        runs.add(run);
        dispatches.add(new Dispatch(run.id(), repository.full(), ref, Map.copyOf(given), now));
        return run;
    }

    List<Dispatch> dispatches() {
        return List.copyOf(dispatches);
    }

    /// The newest first, without those that GitHub would not show yet.
    List<Run> visible(RepositoryName repository) {
        var now = now();
        return runs.reversed().stream()
                .filter(run -> run.repository().sameAs(repository) && shown(run, now))
                .toList();
    }

    Optional<Run> find(RepositoryName repository, long id) {
        return visible(repository).stream().filter(run -> run.id() == id).findFirst();
    }

    Optional<Run> findByJob(RepositoryName repository, long jobId) {
        return visible(repository).stream()
                .filter(run -> run.hasJob(jobId) && run.scenario().startsJob())
                .findFirst();
    }

    Optional<Run> anyByJob(long jobId) {
        return runs.stream().filter(run -> run.hasJob(jobId)).findFirst();
    }

    /// The newest run of a build.
    Optional<Run> ofBuild(String buildId) {
        return runs.reversed().stream()
                .filter(run -> run.input("build_id").equals(buildId))
                .findFirst();
    }

    boolean cancel(Run run, boolean force) {
        return run.cancel(now(), options.runTime().dividedBy(10), force);
    }

    WorkflowFile workflow() {
        return workflow;
    }

    Instant now() {
        return options.clock().instant();
    }

    private boolean shown(Run run, Instant now) {
        return !run.createdAt().plus(options.listDelay()).isAfter(now);
    }
}
