package io.nokube.sandbox.github;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When what happens in a run, counted from its dispatch. All of it is known from the beginning; a cancellation makes
/// another timeline of it.
///
/// @param started when a machine takes the job up
/// @param ended when the run is over; null where it never is
record Timeline(Duration started, @Nullable Duration ended, String conclusion, List<TimedStep> steps) {
    private static final Duration NEVER = Duration.ofDays(36_500);

    /// @param source the step of the workflow file; null for those that GitHub adds
    record TimedStep(
            int number,
            String name,
            WorkflowFile.@Nullable Step source,
            Duration start,
            Duration end,
            String conclusion) {

        boolean skipped() {
            return conclusion.equals("skipped");
        }
    }

    static Timeline of(WorkflowFile workflow, Map<String, String> inputs, Scenario scenario, Duration runTime) {
        var queued = scenario == Scenario.QUEUED ? NEVER : runTime.dividedBy(8);
        if (!scenario.runsSteps()) {
            return new Timeline(queued, queued, scenario.conclusion(), List.of());
        }
        var planned = planned(workflow, inputs, scenario);
        int weights = planned.stream().mapToInt(Planned::weight).sum();
        var unit = runTime.minus(queued).dividedBy(weights);
        if (scenario == Scenario.QUEUED) {
            unit = Duration.ZERO;
        }
        var steps = new ArrayList<TimedStep>();
        var at = queued;
        for (var step : planned) {
            var end = at.plus(unit.multipliedBy(step.weight()));
            if (step.name().equals(scenario.lastStep()) && !scenario.ends()) {
                end = NEVER;
            }
            steps.add(new TimedStep(steps.size() + 1, step.name(), step.source(), at, end, step.conclusion()));
            at = end;
        }
        return new Timeline(queued, scenario.ends() ? at : null, scenario.conclusion(), List.copyOf(steps));
    }

    /// The same run, cancelled at `moment`; it needs `settle` to wind up.
    Timeline cancelledAt(Duration moment, Duration settle) {
        var end = moment.plus(settle);
        if (moment.compareTo(started) < 0) {
            return new Timeline(end, end, "cancelled", List.of());
        }
        var cut = new ArrayList<TimedStep>();
        for (var step : steps) {
            if (step.end().compareTo(moment) <= 0) {
                cut.add(step);
                continue;
            }
            boolean running = step.start().compareTo(moment) <= 0;
            boolean closing = step.name().equals(COMPLETE) || step.name().startsWith(POST);
            var conclusion = running ? "cancelled" : closing ? "success" : "skipped";
            cut.add(new TimedStep(
                    step.number(), step.name(), step.source(), running ? step.start() : end, end, conclusion));
        }
        return new Timeline(started, end, "cancelled", List.copyOf(cut));
    }

    String statusAt(Duration elapsed) {
        if (ended != null && elapsed.compareTo(ended) >= 0) {
            return "completed";
        }
        return elapsed.compareTo(started) < 0 ? "queued" : "in_progress";
    }

    /// Where the one job is: it may be over before the run is.
    String jobStatusAt(Duration elapsed) {
        boolean over = !steps.isEmpty() && elapsed.compareTo(steps.getLast().end()) >= 0;
        return over ? "completed" : statusAt(elapsed);
    }

    private static final String POST = "Post ";
    private static final String COMPLETE = "Complete job";

    private record Planned(String name, WorkflowFile.@Nullable Step source, int weight, String conclusion) {}

    private static List<Planned> planned(WorkflowFile workflow, Map<String, String> inputs, Scenario scenario) {
        var steps = new ArrayList<Planned>();
        var after = new ArrayList<Planned>();
        steps.add(new Planned("Set up job", null, 2, "success"));
        boolean over = false;
        for (var step : workflow.steps()) {
            boolean runs = !over && step.runsWith(inputs);
            boolean last = step.name().equals(scenario.lastStep());
            var conclusion = !runs ? "skipped" : last ? lastConclusion(scenario) : "success";
            steps.add(new Planned(step.name(), step, runs ? weight(step) : 0, conclusion));
            if (runs && hasPost(step)) {
                after.addFirst(new Planned(POST + step.name(), null, 1, "success"));
            }
            over = over || last;
        }
        steps.addAll(after);
        steps.add(new Planned(COMPLETE, null, 1, "success"));
        return steps;
    }

    private static String lastConclusion(Scenario scenario) {
        return scenario.conclusion().equals("timed_out") ? "cancelled" : scenario.conclusion();
    }

    private static int weight(WorkflowFile.Step step) {
        return switch (step.name()) {
            case "Build image" -> 12;
            case "Push image" -> 4;
            default -> 2;
        };
    }

    private static boolean hasPost(WorkflowFile.Step step) {
        var uses = step.uses();
        return uses != null && (uses.startsWith("actions/checkout@") || uses.startsWith("docker/setup-"));
    }
}
