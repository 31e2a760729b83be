package io.nokube.build.log;

import io.nokube.build.Step;
import java.util.ArrayList;
import java.util.List;

/// What a job printed that is over.
///
/// @param text as GitHub serves it
/// @param steps of the job, with their times
public record JobOutput(String text, List<Step> steps) {
    public JobOutput {
        steps = List.copyOf(steps);
    }

    /// Its lines, as they may be shown.
    List<LogLine> lines(LogMask mask) {
        List<LogLine> lines = LogSplitter.split(text, steps);
        List<String> masked = mask.lines(lines.stream().map(LogLine::text).toList());
        List<LogLine> clean = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            // PostgreSQL keeps no NUL in a text.
            clean.add(new LogLine(lines.get(i).step(), masked.get(i).replace("\u0000", "")));
        }
        return clean;
    }
}
