package io.nokube.build.log;

import java.util.ArrayList;
import java.util.List;

/// Lines out of pieces of text that may end anywhere, masked. Pure: what is left over is carried on to the next piece.
///
/// A line is only shown when it is whole, since half a secret looks like none.
///
/// @param step of the line that has no end yet
/// @param carry that line, as it came; empty where there is none
/// @param keyLines how many lines of a private key are still hidden
/// @param skipping whether an endless line was shown as far as it is kept, and its rest is left out
record LiveText(String step, String carry, int keyLines, boolean skipping) {
    static final LiveText NOTHING = new LiveText("", "", 0, false);
    /// So much of an endless line is awaited before it is broken off: a secret across the break is seen whole.
    private static final int ENDLESS = 2 * LogCut.MAX_LINE;

    /// What can be shown, and what is carried on.
    record Fed(List<LogLine> lines, LiveText rest) {}

    /// The text that follows.
    Fed feed(LogMask mask, String nextStep, String text) {
        if (!nextStep.equals(step)) {
            Fed ended = end(mask);
            Fed begun = new LiveText(nextStep, "", ended.rest.keyLines, false).feed(mask, nextStep, text);
            List<LogLine> all = new ArrayList<>(ended.lines);
            all.addAll(begun.lines);
            return new Fed(all, begun.rest);
        }
        List<String> whole = new ArrayList<>();
        String all = carry + text;
        boolean skips = skipping;
        int from = 0;
        for (int end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
            if (!skips) {
                whole.add(line(all.substring(from, end)));
            }
            skips = false;
            from = end + 1;
        }
        String left = skips ? "" : all.substring(from);
        if (left.length() >= ENDLESS) {
            whole.add(line(left));
            skips = true;
            left = "";
        }
        return shown(mask, whole, left, skips);
    }

    /// The line that has no end, as there comes nothing more of it.
    Fed end(LogMask mask) {
        return shown(mask, carry.isEmpty() ? List.of() : List.of(line(carry)), "", false);
    }

    private Fed shown(LogMask mask, List<String> whole, String left, boolean skips) {
        LogMask.Masked masked = mask.after(keyLines, whole);
        List<LogLine> lines = masked.lines().stream()
                .map(line -> new LogLine(step, LogCut.broken(line)))
                .toList();
        return new Fed(lines, new LiveText(step, left, masked.keyLines(), skips));
    }

    /// A carriage return at the end is the other half of a line break.
    private static String line(String raw) {
        return raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
    }
}
