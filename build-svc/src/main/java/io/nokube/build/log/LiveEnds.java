package io.nokube.build.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the lines that were shown live in the log that GitHub hands out in the end. Pure.
///
/// Both have the same lines in the same order, but the whole log has more: what other steps printed, and what GitHub
/// itself wrote. A line that is not found (one of NoKube's own, or one that the whole log left out for its length) is
/// passed over.
final class LiveEnds {
    private static final Pattern ANSI = Pattern.compile("\\u001B\\[[0-9;?]{0,32}+[A-Za-z]");
    /// Lines: so far ahead a line is looked for.
    private static final int AHEAD = 500;

    private final List<LogLine> whole;
    private final List<String> texts;
    private int at;
    private int ahead = AHEAD;

    private LiveEnds(List<LogLine> whole) {
        this.whole = whole;
        this.texts = whole.stream().map(line -> comparable(line.text())).toList();
    }

    /// After how many lines of `whole` each piece ends; none ends before the one before it.
    static List<Integer> of(List<LogLine> whole, List<LogChunk> live) {
        LiveEnds ends = new LiveEnds(whole);
        List<Integer> found = new ArrayList<>(live.size());
        for (LogChunk piece : live) {
            piece.text().lines().forEach(line -> ends.pass(piece.step(), comparable(line)));
            found.add(ends.at);
        }
        return found;
    }

    private void pass(String step, String line) {
        if (line.startsWith(LiveQueue.OWN)) {
            // Anything may be missing here.
            ahead = whole.size();
            return;
        }
        int start = at;
        while (start < whole.size() && !whole.get(start).step().equals(step)) {
            start++;
        }
        int limit = (int) Math.min(whole.size(), (long) start + ahead);
        for (int i = start; i < limit && whole.get(i).step().equals(step); i++) {
            if (texts.get(i).equals(line)) {
                at = i + 1;
                ahead = AHEAD;
                return;
            }
        }
    }

    private static String comparable(String line) {
        return ANSI.matcher(line).replaceAll("").stripTrailing();
    }
}
