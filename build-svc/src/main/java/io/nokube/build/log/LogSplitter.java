package io.nokube.build.log;

import io.nokube.build.Step;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells which step printed which line of a job's log. Pure.
///
/// GitHub opens a step with a group `Run …`, and its clean-up with `Post job cleanup.`; but a build can print such a
/// line, too. So a line only opens a step that had begun by then, and a step that began a whole second before a line
/// is opened by any line: its times are told in whole seconds.
final class LogSplitter {
    private static final Pattern TIMESTAMP =
            Pattern.compile("^\\uFEFF?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z) ?");
    private static final String GROUP = "##[group]Run ";
    private static final String CLEAN_UP = "Post job cleanup.";
    private static final String NO_STEP = "";

    private LogSplitter() {}

    /// @param text the log as GitHub serves it
    /// @param steps of the job, with their times
    static List<LogLine> split(String text, List<Step> steps) {
        List<Step> begun = steps.stream()
                .filter(step -> step.startedAt() != null && step.status() != Step.Status.SKIPPED)
                .sorted(Comparator.comparingInt(Step::number))
                .toList();
        List<LogLine> lines = new ArrayList<>();
        int at = 0;
        for (String line : text.lines().toList()) {
            Matcher timestamp = TIMESTAMP.matcher(line);
            boolean isStamped = timestamp.find();
            String printed = isStamped ? line.substring(timestamp.end()) : line;
            Instant time = isStamped ? time(timestamp.group(1)) : null;
            boolean opens = printed.startsWith(GROUP) || printed.equals(CLEAN_UP);
            while (at + 1 < begun.size() && time != null && isIn(begun.get(at + 1), time, opens)) {
                at++;
                opens = false;
            }
            lines.add(new LogLine(begun.isEmpty() ? NO_STEP : begun.get(at).name(), printed));
        }
        return lines;
    }

    private static boolean isIn(Step next, Instant time, boolean opens) {
        Instant start = next.startedAt();
        if (start == null) {
            return false;
        }
        Instant second = start.truncatedTo(ChronoUnit.SECONDS);
        return opens ? !time.isBefore(second) : !time.isBefore(second.plusSeconds(1));
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
