package io.nokube.build.log;

import io.nokube.build.log.LiveStore.Pushed;
import io.nokube.build.log.LiveStore.Standing;
import java.util.ArrayList;
import java.util.List;

/// What becomes of the chunks that wait: those whose turn it is are shown, the others wait on, until it is clear that
/// what they wait for does not come. Pure.
final class LiveQueue {
    /// What lines begin with that no build has printed.
    static final String OWN = "[NoKube] ";

    private static final String GAP =
            OWN + "Some lines did not arrive and are missing here; the whole log is there" + " when the build is over.";
    private static final String FULL = OWN + "The log is too long to be followed any further; its beginning and its"
            + " end are there when the build is over.";

    private final LogMask mask;
    private final long most;

    /// @param most characters that are shown
    LiveQueue(LogMask mask, long most) {
        this.mask = mask;
        this.most = most;
    }

    /// What is shown now, and how it stands then.
    record Drained(List<LogLine> lines, Standing standing) {}

    /// @param waiting in the order of their sequence
    /// @param givesUp whether the first that waits has waited long enough
    Drained drain(Standing before, List<Pushed> waiting, boolean givesUp) {
        List<LogLine> lines = new ArrayList<>();
        LiveText text = before.text();
        int next = before.next();
        boolean mayJump = givesUp;
        for (Pushed chunk : waiting) {
            if (chunk.sequence() > next && !mayJump) {
                break;
            }
            if (chunk.sequence() > next) {
                LiveText.Fed ended = text.end(mask);
                lines.addAll(ended.lines());
                lines.add(new LogLine(chunk.step(), GAP));
                text = ended.rest();
                mayJump = false;
            }
            if (chunk.sequence() >= next) {
                LiveText.Fed fed = text.feed(mask, chunk.step(), chunk.text());
                lines.addAll(fed.lines());
                text = fed.rest();
                next = chunk.sequence() + 1;
            }
        }
        return bounded(before, lines, next, text);
    }

    /// Everything that is left, since nothing more will come.
    Drained end(Standing before, List<Pushed> waiting) {
        Drained last = new Drained(List.of(), before);
        List<LogLine> lines = new ArrayList<>();
        List<Pushed> left = waiting;
        while (!left.isEmpty()) {
            last = drain(last.standing(), left, true);
            lines.addAll(last.lines());
            int next = last.standing().next();
            left = left.stream().filter(chunk -> chunk.sequence() >= next).toList();
        }
        Standing standing = last.standing();
        LiveText.Fed ended = standing.text().end(mask);
        Drained rest = bounded(standing, ended.lines(), standing.next(), ended.rest());
        lines.addAll(rest.lines());
        return new Drained(lines, rest.standing());
    }

    /// Lines that come as a whole.
    Drained whole(Standing before, List<LogLine> lines) {
        return bounded(before, lines, before.next(), before.text());
    }

    private Drained bounded(Standing before, List<LogLine> lines, int next, LiveText text) {
        List<LogLine> shown = new ArrayList<>();
        long size = before.size();
        for (LogLine line : lines) {
            if (size > most) {
                break;
            }
            size += line.text().length() + 1;
            shown.add(size > most ? new LogLine(line.step(), FULL) : line);
        }
        return new Drained(shown, new Standing(next, text, size));
    }
}
