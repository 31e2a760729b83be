package io.nokube.build.log;

import java.util.ArrayList;
import java.util.List;

/// Brings a log to the size that is kept, and into pieces that are stored. Pure.
final class LogCut {
    /// Characters; a longer line is broken off, since some builds print megabytes without a line break.
    static final int MAX_LINE = 16_384;

    private static final int CHUNK = 32_768;

    private LogCut() {}

    /// The beginning and the end of a log that is too long, with a line between that says what is missing.
    ///
    /// @param most characters
    static List<LogLine> shorten(List<LogLine> lines, long most) {
        List<LogLine> broken = lines.stream().map(LogCut::broken).toList();
        if (size(broken, 0, broken.size()) <= most) {
            return broken;
        }
        int head = 0;
        long kept = 0;
        while (kept + length(broken.get(head)) <= most / 4) {
            kept += length(broken.get(head));
            head++;
        }
        int tail = broken.size();
        while (tail > head && kept + length(broken.get(tail - 1)) <= most) {
            tail--;
            kept += length(broken.get(tail));
        }
        List<LogLine> shortened = new ArrayList<>(broken.subList(0, head));
        String step = broken.get(head).step();
        shortened.add(new LogLine(
                step, "[NoKube] " + (tail - head) + " lines are left out here: the log is too long to be kept whole."));
        shortened.addAll(broken.subList(tail, broken.size()));
        return shortened;
    }

    /// The lines in pieces: none spans two steps, and none is much longer than its limit.
    static List<LogChunk> chunks(List<LogLine> lines) {
        return chunks(lines, 0);
    }

    /// @param cut the number of lines after which a piece ends in any case
    static List<LogChunk> chunks(List<LogLine> lines, int cut) {
        List<LogChunk> chunks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            LogLine line = lines.get(i);
            text.append(line.text()).append('\n');
            count++;
            boolean isLast = i + 1 == lines.size() || i + 1 == cut;
            if (isLast || text.length() >= CHUNK || !lines.get(i + 1).step().equals(line.step())) {
                chunks.add(new LogChunk(chunks.size() + 1, line.step(), count, text.toString()));
                text.setLength(0);
                count = 0;
            }
        }
        return chunks;
    }

    private static LogLine broken(LogLine line) {
        return new LogLine(line.step(), broken(line.text()));
    }

    /// A line as it is kept.
    static String broken(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }

    private static long size(List<LogLine> lines, int from, int to) {
        return lines.subList(from, to).stream().mapToLong(LogCut::length).sum();
    }

    private static int length(LogLine line) {
        return line.text().length() + 1;
    }
}
