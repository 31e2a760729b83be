package io.nokube.build.log;

import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.events.Wakeups;
import io.nokube.build.log.LogStore.Kept;
import io.nokube.build.log.LogStore.Source;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Keeps what builds printed, and gives it back.
@ApplicationScoped
public class BuildLogs {
    private static final Pattern ANSI =
            Pattern.compile("\\u001B\\[[0-9;?]{0,32}+[A-Za-z]|\\u001B][^\\u0007\\n]{0,512}+\\u0007");

    private final LogStore store;
    private final Wakeups wakeups;
    private final Duration lookEvery;
    private final long maxPerBuild;

    public BuildLogs(LogStore store, Wakeups wakeups, BuildConfig config) {
        this.store = store;
        this.wakeups = wakeups;
        this.lookEvery = config.events().lookEvery();
        this.maxPerBuild = config.logs().maxPerBuild().asLongValue();
    }

    /// Keeps the log of a run that is over. Done once more, it changes nothing.
    ///
    /// @param jobs what its jobs printed, in their order
    public Uni<Void> keep(BuildId build, List<JobOutput> jobs, LogMask mask) {
        List<LogLine> lines =
                jobs.stream().flatMap(job -> job.lines(mask).stream()).toList();
        return store.put(build, LogCut.shorten(lines, maxPerBuild));
    }

    Uni<Kept> find(BuildId build) {
        return store.find(build).map(found -> found.orElse(Kept.NOTHING));
    }

    /// All chunks after `seq`, in order, read as they are taken.
    private Multi<LogChunk> after(BuildId build, Source source, int seq) {
        return Multi.createFrom().deferred(() -> {
            AtomicInteger last = new AtomicInteger(seq);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> store.after(build, source, last.get()).invoke(chunks -> {
                        if (!chunks.isEmpty()) {
                            last.set(chunks.getLast().seq());
                        }
                    }))
                    .whilst(chunks -> !chunks.isEmpty())
                    .concatMap(chunks -> Multi.createFrom().iterable(chunks));
        });
    }

    /// The text that is asked for, as far as it is there.
    Multi<String> text(BuildId build, Source source, LogQuery query) {
        Integer tail = query.tail();
        if (tail != null) {
            return tail(build, source, tail).map(form(query)).toMulti();
        }
        return asked(after(build, source, 0), query).map(LogChunk::text);
    }

    /// The chunks after the one numbered `seen`, as they appear, until there are no more.
    Multi<LogChunk> follow(BuildId build, int seen, LogQuery query) {
        Multi<LogChunk> all = Multi.createFrom().deferred(() -> {
            LogTail tail = new LogTail(build, store, wakeups.watch(build), lookEvery, seen);
            return Multi.createBy()
                    .repeating()
                    .uni(tail::next)
                    .until(_ -> tail.isOver())
                    .concatMap(chunks -> Multi.createFrom().iterable(chunks))
                    .onTermination()
                    .invoke(tail::close);
        });
        return asked(all, query);
    }

    /// How it stands as soon as the build is over. It asks the database alone: what continues after a wait runs where
    /// no
    /// entity can be loaded.
    Uni<LogStore.Standing> end(BuildId build) {
        return Uni.createFrom().deferred(() -> {
            Wakeups.Watch watch = wakeups.watch(build);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> store.standing(build)
                            .call(now -> now.over() ? Uni.createFrom().voidItem() : watch.next(lookEvery)))
                    .whilst(now -> !now.over())
                    .collect()
                    .last()
                    .onTermination()
                    .invoke(watch::close);
        });
    }

    private static Multi<LogChunk> asked(Multi<LogChunk> chunks, LogQuery query) {
        String step = query.step();
        UnaryOperator<String> form = form(query);
        return chunks.filter(chunk -> step == null || chunk.step().equals(step))
                .map(chunk -> new LogChunk(chunk.seq(), chunk.step(), chunk.lines(), form.apply(chunk.text())));
    }

    private static UnaryOperator<String> form(LogQuery query) {
        return query.stripAnsi() ? text -> ANSI.matcher(text).replaceAll("") : text -> text;
    }

    private Uni<String> tail(BuildId build, Source source, int lines) {
        return store.tailStart(build, source, lines)
                .flatMap(first -> after(build, source, first - 1).collect().asList())
                .map(chunks -> {
                    List<String> all = chunks.stream()
                            .flatMap(chunk -> chunk.text().lines())
                            .toList();
                    List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
                    return last.isEmpty() ? "" : String.join("\n", last) + "\n";
                });
    }
}
