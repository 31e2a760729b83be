package io.nokube.sandbox.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A workflow run. It changes only by being cancelled; everything else about it follows from the time.
final class Run {
    private final long id;
    private final int number;
    private final RepositoryName repository;
    private final String ref;
    private final String title;
    private final Map<String, String> inputs;
    private final Instant createdAt;
    private final Scenario scenario;
    private volatile Timeline timeline;

    Run(
            long id,
            int number,
            RepositoryName repository,
            String ref,
            WorkflowFile workflow,
            Map<String, String> inputs,
            Instant createdAt,
            Duration runTime) {
        this.id = id;
        this.number = number;
        this.repository = repository;
        this.ref = ref;
        this.title = workflow.title(inputs);
        this.inputs = Map.copyOf(inputs);
        this.createdAt = createdAt;
        this.scenario = Scenario.of(inputs);
        this.timeline = Timeline.of(workflow, inputs, scenario, runTime);
    }

    /// Cancels it and says whether there was anything to cancel. By force it ends at once.
    synchronized boolean cancel(Instant now, Duration settle, boolean force) {
        if (status(now).equals("completed")) {
            return false;
        }
        if (force || scenario.obeysCancel()) {
            timeline = timeline.cancelledAt(elapsed(now), force ? Duration.ZERO : settle);
        }
        return true;
    }

    String status(Instant now) {
        return timeline.statusAt(elapsed(now));
    }

    String jobStatus(Instant now) {
        return timeline.jobStatusAt(elapsed(now));
    }

    String jobConclusion() {
        return scenario.hasSecondJob() ? scenario.conclusion() : timeline.conclusion();
    }

    Duration elapsed(Instant now) {
        return Duration.between(createdAt, now);
    }

    Instant at(Duration offset) {
        return createdAt.plus(offset);
    }

    long id() {
        return id;
    }

    /// The id of its job: the one that there is, but for one scenario.
    long jobId() {
        return id * 10 + 1;
    }

    long secondJobId() {
        return id * 10 + 2;
    }

    boolean hasJob(long job) {
        return job == jobId() || scenario.hasSecondJob() && job == secondJobId();
    }

    int number() {
        return number;
    }

    RepositoryName repository() {
        return repository;
    }

    String ref() {
        return ref;
    }

    String title() {
        return title;
    }

    Map<String, String> inputs() {
        return inputs;
    }

    String input(String name) {
        return inputs.getOrDefault(name, "");
    }

    Instant createdAt() {
        return createdAt;
    }

    Scenario scenario() {
        return scenario;
    }

    Timeline timeline() {
        return timeline;
    }
}
