package io.nokube.build.log;

import io.nokube.build.BuildId;
import io.nokube.build.events.Wakeups.Watch;
import io.nokube.build.log.LogStore.Kept;
import io.nokube.build.log.LogStore.Source;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One reader of a log that still grows: first of the lines that are pushed, then, from where those ended, of the whole
/// log. Their chunks are numbered one after the other.
final class LogTail implements AutoCloseable {
    private final BuildId build;
    private final LogStore store;
    private final Watch watch;
    private final Duration lookEvery;
    /// The number of the last chunk that the reader has.
    private int seen;
    /// Lines at the beginning of the whole log that the reader has, and does not get again.
    private int skip;
    /// Whether the whole log is read.
    private boolean whole;
    /// How many numbers were given to chunks that were pushed.
    private int live;

    private boolean over;

    LogTail(BuildId build, LogStore store, Watch watch, Duration lookEvery, int seen) {
        this.build = build;
        this.store = store;
        this.watch = watch;
        this.lookEvery = lookEvery;
        this.seen = seen;
    }

    boolean isOver() {
        return over;
    }

    /// The next chunks; none where there was nothing new for a while, or there is nothing more.
    Uni<List<LogChunk>> next() {
        return whole ? nextOfWhole() : store.standing(build).flatMap(this::next);
    }

    private Uni<List<LogChunk>> next(LogStore.Standing standing) {
        if (standing.log().complete()) {
            goOver(standing.log());
            return nextOfWhole();
        }
        return store.after(build, Source.LIVE, seen).flatMap(chunks -> {
            if (!chunks.isEmpty()) {
                seen = chunks.getLast().seq();
                return Uni.createFrom().item(chunks);
            }
            over = standing.over();
            return over
                    ? Uni.createFrom().item(List.of())
                    : watch.next(lookEvery).replaceWith(List.of());
        });
    }

    private void goOver(Kept log) {
        whole = true;
        live = log.live();
        if (seen <= live) {
            // Fewer where the log had to make room while it was still written.
            int known = Math.min(seen, log.liveEnds().size());
            skip = known == 0 ? 0 : log.liveEnds().get(known - 1);
            seen = live;
        }
    }

    private Uni<List<LogChunk>> nextOfWhole() {
        return store.after(build, Source.WHOLE, seen - live).map(chunks -> {
            over = chunks.isEmpty();
            List<LogChunk> rest = new ArrayList<>(chunks.size());
            for (LogChunk chunk : chunks) {
                seen = live + chunk.seq();
                if (chunk.lines() > skip) {
                    rest.add(new LogChunk(seen, chunk.step(), chunk.lines() - skip, without(skip, chunk.text())));
                    skip = 0;
                } else {
                    skip -= chunk.lines();
                }
            }
            return rest;
        });
    }

    private static String without(int lines, String text) {
        int from = 0;
        for (int i = 0; i < lines; i++) {
            from = text.indexOf('\n', from) + 1;
        }
        return text.substring(from);
    }

    @Override
    public void close() {
        watch.close();
    }
}
