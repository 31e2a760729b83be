package io.nokube.build.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.Conclusion;
import io.nokube.build.Run;
import io.nokube.build.RunLink;
import io.nokube.build.Step;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what GitHub sends. Only what NoKube needs, and only as strictly as it needs it: members come and go.
final class RunJson {
    private final ObjectMapper mapper;

    RunJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Optional<JsonNode> object(String body) {
        try {
            JsonNode node = mapper.readTree(body);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// The run that an accepted dispatch became, where the answer says so.
    Optional<RunLink> dispatched(String body) {
        return object(body)
                .filter(node -> node.path("workflow_run_id").canConvertToLong()
                        && node.path("workflow_run_id").asLong() > 0)
                .map(node -> new RunLink(node.path("workflow_run_id").asLong(), text(node, "html_url"), null));
    }

    Optional<Run> run(String body) {
        return object(body).flatMap(this::run);
    }

    Optional<Run> run(JsonNode node) {
        String status = text(node, "status");
        if (!node.path("id").canConvertToLong() || node.path("id").asLong() <= 0 || status == null) {
            return Optional.empty();
        }
        Run.Phase phase = phase(status);
        return Optional.of(new Run(
                node.path("id").asLong(),
                text(node, "html_url"),
                phase,
                phase == Run.Phase.COMPLETED ? Conclusion.of(text(node, "conclusion")) : null,
                time(node, "run_started_at"),
                time(node, "updated_at")));
    }

    /// The runs in an answer that can be read; empty where it is not a list of runs.
    ///
    /// @param full how many a page holds that others follow
    Optional<RunPage> runs(String body, int full) {
        return object(body)
                .map(node -> node.path("workflow_runs"))
                .filter(JsonNode::isArray)
                .map(nodes -> {
                    List<Run> runs = new ArrayList<>();
                    nodes.forEach(node -> run(node).ifPresent(runs::add));
                    return new RunPage(runs, nodes.size() >= full);
                });
    }

    /// The jobs in an answer, in the order of their ids; empty where it is not a list of jobs.
    Optional<List<Job>> jobs(String body) {
        return object(body).filter(node -> node.path("jobs").isArray()).map(node -> {
            List<JsonNode> nodes = new ArrayList<>();
            node.path("jobs").forEach(nodes::add);
            nodes.sort(Comparator.comparingLong(job -> job.path("id").asLong()));
            List<Job> jobs = new ArrayList<>();
            int number = 1;
            for (JsonNode job : nodes) {
                List<Step> steps = steps(job, number);
                number += steps.size();
                boolean over = "completed".equals(text(job, "status"));
                jobs.add(new Job(job.path("id").asLong(), over, isBad(text(job, "conclusion")), steps));
            }
            return List.copyOf(jobs);
        });
    }

    /// The steps of a job, numbered from `first`.
    static List<Step> steps(JsonNode job, int first) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : job.path("steps")) {
            String name = text(step, "name");
            steps.add(new Step(
                    first + steps.size(),
                    name == null ? "" : name,
                    stepStatus(text(step, "status"), text(step, "conclusion")),
                    time(step, "started_at"),
                    time(step, "completed_at")));
        }
        return steps;
    }

    private static Step.Status stepStatus(@Nullable String status, @Nullable String conclusion) {
        if ("in_progress".equals(status)) {
            return Step.Status.IN_PROGRESS;
        }
        if (!"completed".equals(status)) {
            return Step.Status.PENDING;
        }
        return switch (Conclusion.of(conclusion)) {
            case SUCCESS, NEUTRAL -> Step.Status.SUCCESS;
            case SKIPPED -> Step.Status.SKIPPED;
            case CANCELLED -> Step.Status.CANCELLED;
            case FAILURE, TIMED_OUT, STARTUP_FAILURE, ACTION_REQUIRED, STALE, UNKNOWN -> Step.Status.FAILED;
        };
    }

    private static boolean isBad(@Nullable String conclusion) {
        return conclusion != null && !Conclusion.of(conclusion).allowsImage();
    }

    /// Words that GitHub adds later mean that the run waits for something.
    private static Run.Phase phase(String status) {
        return switch (status) {
            case "completed" -> Run.Phase.COMPLETED;
            case "in_progress" -> Run.Phase.RUNNING;
            default -> Run.Phase.WAITING;
        };
    }

    static @Nullable String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isTextual() ? value.asText() : null;
    }

    private static @Nullable Instant time(JsonNode node, String member) {
        String text = text(node, member);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
