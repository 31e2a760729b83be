package io.nokube.sandbox.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The log of a run's job, as a runner writes it: a byte order mark, a time before each line, colours, the script of
/// each step before what it printed, and nothing that says where a step begins but its times.
final class LogText {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String ERROR = "##[error]";

    private final Run run;
    private final String commit;
    private final StringBuilder text = new StringBuilder("\uFEFF");

    private LogText(Run run) {
        this.run = run;
        this.commit = Hashes.commitOf(run.input("repository"), run.input("branch"));
    }

    static String of(Run run, long job) {
        var log = new LogText(run);
        if (job != run.jobId()) {
            log.append(run.at(run.timeline().started()), "##[group]Run wait");
            log.append(run.at(run.timeline().started()), "Waiting until the run is cancelled");
            return log.text.toString();
        }
        run.timeline().steps().stream().filter(step -> !step.skipped()).forEach(log::append);
        return log.text.toString();
    }

    /// What `step` itself printed until `elapsed`, without times.
    static List<String> printedBy(Run run, Timeline.TimedStep step, Duration elapsed) {
        var lines = new LogText(run).printed(step);
        var length = step.end().minus(step.start());
        var past = elapsed.minus(step.start());
        if (past.isNegative() || lines.isEmpty()) {
            return List.of();
        }
        if (past.compareTo(length) >= 0) {
            return lines;
        }
        var each = Math.max(1, length.toNanos() / lines.size());
        return lines.subList(0, (int) Math.min(lines.size(), past.toNanos() / each + 1));
    }

    private void append(Timeline.TimedStep step) {
        var lines = new ArrayList<String>();
        var source = step.source();
        if (source != null) {
            lines.addAll(heading(source));
        }
        lines.addAll(printed(step));
        if (step.conclusion().equals("cancelled")) {
            if (run.timeline().conclusion().equals("timed_out")) {
                lines.add(ERROR + "The job has exceeded the maximum execution time of 1h0m0s");
            }
            lines.add(ERROR + "The operation was canceled.");
        }
        var length = step.end().minus(step.start());
        for (int i = 0; i < lines.size(); i++) {
            var at = step.start().plus(Duration.ofNanos(length.toNanos() / lines.size() * i));
            append(run.at(at), lines.get(i));
        }
    }

    private void append(Instant at, String line) {
        text.append(STAMP.format(at)).append(' ').append(line).append('\n');
    }

    private List<String> heading(WorkflowFile.Step step) {
        var lines = new ArrayList<String>();
        if (step.uses() != null) {
            lines.add("##[group]Run " + step.uses());
        } else {
            var script = step.script().lines().toList();
            lines.add("##[group]Run " + script.getFirst());
            script.forEach(line -> lines.add("\u001B[36;1m" + line + "\u001B[0m"));
            lines.add("shell: /usr/bin/bash --noprofile --norc -e -o pipefail {0}");
        }
        if (!step.env().isEmpty()) {
            lines.add("env:");
            step.env()
                    .forEach((name, value) -> ("  " + name + ": " + WorkflowFile.resolve(value, this::value))
                            .lines()
                            .forEach(lines::add));
        }
        lines.add("##[endgroup]");
        return lines;
    }

    private String value(String expression) {
        if (expression.startsWith("secrets.")) {
            return "***";
        }
        return switch (expression) {
            case "steps.checkout.outputs.commit" -> commit;
            case "steps.push.outputs.digest" -> Hashes.digestOf(run.input("build_id"));
            default -> WorkflowFile.inputValue(expression, run.inputs());
        };
    }

    private List<String> printed(Timeline.TimedStep step) {
        var slug = step.name().toLowerCase(Locale.ROOT).replace(' ', '-');
        var folder = run.scenario().folder();
        var found = resource(folder, slug + "-" + run.input("builder"));
        found = found != null ? found : resource(folder, slug);
        found = found != null ? found : resource("success", slug + "-" + run.input("builder"));
        found = found != null ? found : resource("success", slug);
        return found == null ? List.of() : fill(found).lines().toList();
    }

    private String fill(String template) {
        var image = run.input("image");
        var values = Map.of(
                "{repository}", run.input("repository"),
                "{branch}", run.input("branch"),
                "{dockerfile}", run.input("dockerfile_path"),
                "{image}", image,
                "{registry}", image.contains("/") ? image.substring(0, image.indexOf('/')) : image,
                "{build_id}", run.input("build_id"),
                "{digest}", Hashes.digestOf(run.input("build_id")),
                "{commit}", commit);
        var filled = template;
        for (var value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private static @Nullable String resource(String folder, String name) {
        try (var stream = LogText.class.getResourceAsStream("logs/" + folder + "/" + name + ".txt")) {
            return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
