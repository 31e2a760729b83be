package io.nokube.monitor.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One line that a pod printed.
///
/// @param time null where the cluster has not said it
@Schema(name = "LogLine")
public record LogLine(
        String pod,

        @Schema(nullable = true, format = "date-time") @Nullable
        String time,

        String line) {
    private static final Pattern TIMED =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)) ?(.*)", Pattern.DOTALL);

    /// @param raw as the API server gives it, behind its time
    static LogLine of(String pod, String raw) {
        Matcher timed = TIMED.matcher(raw);
        return timed.matches() ? new LogLine(pod, timed.group(1), timed.group(2)) : new LogLine(pod, null, raw);
    }

    /// What lines are put in order by.
    String order() {
        return time == null ? "" : time;
    }

    /// `[pod] line`, with its end.
    String text() {
        return "[" + pod + "] " + line + "\n";
    }
}
