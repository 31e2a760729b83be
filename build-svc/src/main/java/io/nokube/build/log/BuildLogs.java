package io.nokube.build.log;

import io.nokube.build.BuildId;
import io.nokube.build.Step;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.log.LogStore.Kept;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Keeps what builds printed, and gives it back.
@ApplicationScoped
public class BuildLogs {
    private static final Pattern ANSI =
            Pattern.compile("\\u001B\\[[0-9;?]{0,32}+[A-Za-z]|\\u001B][^\\u0007\\n]{0,512}+\\u0007");

    private final LogStore store;
    private final long maxPerBuild;

    public BuildLogs(LogStore store, BuildConfig config) {
        this.store = store;
        this.maxPerBuild = config.logs().maxPerBuild().asLongValue();
    }

    /// Keeps the log of a job that is over. Done once more, it changes nothing.
    ///
    /// @param text as GitHub serves it
    public Uni<Void> keep(BuildId build, String text, List<Step> steps, LogMask mask) {
        List<LogLine> lines = LogSplitter.split(text, steps);
        List<String> masked = mask.lines(lines.stream().map(LogLine::text).toList());
        List<LogLine> clean = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            // PostgreSQL keeps no NUL in a text.
            clean.add(new LogLine(lines.get(i).step(), masked.get(i).replace("\u0000", "")));
        }
        return store.put(build, LogCut.chunks(LogCut.shorten(clean, maxPerBuild)));
    }

    Uni<Optional<Kept>> find(BuildId build) {
        return store.find(build);
    }

    /// All chunks after `seq`, in order, read as they are taken.
    private Multi<LogChunk> after(BuildId build, int seq) {
        return Multi.createFrom().deferred(() -> {
            AtomicInteger last = new AtomicInteger(seq);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> store.after(build, last.get()).invoke(chunks -> {
                        if (!chunks.isEmpty()) {
                            last.set(chunks.getLast().seq());
                        }
                    }))
                    .whilst(chunks -> !chunks.isEmpty())
                    .concatMap(chunks -> Multi.createFrom().iterable(chunks));
        });
    }

    /// The text that is asked for.
    Multi<String> text(BuildId build, LogQuery query) {
        Integer tail = query.tail();
        if (tail != null) {
            return tail(build, tail).map(form(query)).toMulti();
        }
        return chunks(build, 0, query).map(LogChunk::text);
    }

    /// The chunks after `seq` of the step that is asked for, as they are asked for.
    Multi<LogChunk> chunks(BuildId build, int seq, LogQuery query) {
        String step = query.step();
        UnaryOperator<String> form = form(query);
        return after(build, seq)
                .filter(chunk -> step == null || chunk.step().equals(step))
                .map(chunk -> new LogChunk(chunk.seq(), chunk.step(), chunk.lines(), form.apply(chunk.text())));
    }

    private static UnaryOperator<String> form(LogQuery query) {
        return query.stripAnsi() ? text -> ANSI.matcher(text).replaceAll("") : text -> text;
    }

    private Uni<String> tail(BuildId build, int lines) {
        return store.tailStart(build, lines)
                .flatMap(first -> after(build, first - 1).collect().asList())
                .map(chunks -> {
                    List<String> all = chunks.stream()
                            .flatMap(chunk -> chunk.text().lines())
                            .toList();
                    List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
                    return last.isEmpty() ? "" : String.join("\n", last) + "\n";
                });
    }
}
