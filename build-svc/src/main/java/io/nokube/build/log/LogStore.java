package io.nokube.build.log;

import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Logs in the database. When all of them are more than is kept, those that were stored first go.
@ApplicationScoped
class LogStore {
    private static final String FORGET = "delete from build.build_log_chunk where build_id = $1";
    private static final String NOTE = """
            insert into build.build_log (build_id, stored_at, size, chunks, live_ends) values ($1, $2, $3, $4, $5)
            on conflict (build_id) do update
            set stored_at = excluded.stored_at, size = build_log.size + excluded.size, chunks = excluded.chunks,
                live_ends = excluded.live_ends, complete = true, removed = false""";
    private static final String ADD = """
            insert into build.build_log_chunk (build_id, seq, event_seq, step, lines, text)
            values ($1, $2, $3, $4, $5, $6)""";
    private static final String MAKE_ROOM = """
            with kept as (
                select build_id, sum(size) over (order by stored_at desc, build_id desc) as up_to_here
                from build.build_log where not removed),
            gone as (
                update build.build_log set removed = true, size = 0
                where build_id in (select build_id from kept where up_to_here > $1)
                returning build_id),
            shown as (
                delete from build.build_log_live where build_id in (select build_id from gone))
            delete from build.build_log_chunk where build_id in (select build_id from gone)""";
    private static final String FIND = """
            select chunks, live, live_ends, complete, removed from build.build_log where build_id = $1""";
    private static final String STANDING = """
            select l.chunks, l.live, l.live_ends, l.complete, l.removed,
                b.status, b.status in ('success', 'failed', 'cancelled') as over
            from build.build b left join build.build_log l on l.build_id = b.id where b.id = $1""";
    private static final String AFTER = """
            select seq, step, lines, text from build.%s
            where build_id = $1 and seq > $2 order by seq limit 8""";
    private static final String TAIL = """
            select seq from (
                select seq, lines, sum(lines) over (order by seq desc) as up_to_here
                from build.%s where build_id = $1) c
            where up_to_here - lines < $2 order by seq limit 1""";
    private static final String SHOWN = """
            select seq, step, lines, text from build.build_log_live where build_id = $1 order by seq""";

    private final Pool database;
    private final Clock clock;
    private final long maxTotal;

    LogStore(Pool database, Clock clock, BuildConfig config) {
        this.database = database;
        this.clock = clock;
        this.maxTotal = config.logs().maxTotal().asLongValue();
    }

    /// What is known of a build's log.
    ///
    /// @param chunks pieces of the whole log
    /// @param live pieces that were shown while the build ran
    /// @param liveEnds after how many lines of the whole log each of those ends
    /// @param complete whether GitHub's log is there; before, there are only the lines that were pushed
    /// @param removed it was kept once, and had to make room
    record Kept(int chunks, int live, List<Integer> liveEnds, boolean complete, boolean removed) {
        static final Kept NOTHING = new Kept(0, 0, List.of(), false, false);

        Kept {
            liveEnds = List.copyOf(liveEnds);
        }

        /// Where the log that can be read now stands.
        Source source() {
            return complete ? Source.WHOLE : Source.LIVE;
        }
    }

    /// The log that GitHub handed out, or what was pushed before it did.
    enum Source {
        WHOLE("build_log_chunk"),
        LIVE("build_log_live");

        private final String table;

        Source(String table) {
            this.table = table;
        }
    }

    /// Keeps the whole log of a build; the first that is kept stays. What was pushed counts no longer, but that it was
    /// shown is remembered: the lines that were not become events, and who saw the others goes on after them.
    Uni<Void> put(BuildId build, List<LogLine> lines) {
        return database.withTransaction(connection -> {
                    LiveStore pushes = new LiveStore(connection, build);
                    return pushes.lock()
                            .flatMap((LiveStore.@Nullable Standing standing) -> standing == null
                                    ? Uni.createFrom().voidItem()
                                    : complete(connection, build, lines).chain(pushes::forgetPushes));
                })
                .chain(() -> database.preparedQuery(MAKE_ROOM).execute(Tuple.of(maxTotal)))
                .replaceWithVoid();
    }

    private Uni<Void> complete(SqlConnection connection, BuildId build, List<LogLine> lines) {
        return connection.preparedQuery(SHOWN).execute(Tuple.of(build.value())).flatMap(shown -> {
            List<Integer> ends = LiveEnds.of(lines, chunks(shown));
            int seen = ends.isEmpty() ? 0 : ends.getLast();
            List<LogChunk> chunks = LogCut.chunks(lines, seen);
            int firstNew = firstAfter(chunks, seen);
            return new LiveStore(connection, build)
                    .numberEvents(chunks.size() - firstNew)
                    .flatMap(event -> connection
                            .preparedQuery(NOTE)
                            .execute(note(build, chunks, ends))
                            .chain(() -> add(connection, build, chunks, firstNew, event.orElse(null))));
        });
    }

    private Tuple note(BuildId build, List<LogChunk> chunks, List<Integer> ends) {
        long size = chunks.stream().mapToLong(chunk -> chunk.text().length()).sum();
        return Tuple.of(
                build.value(),
                clock.instant().atOffset(ZoneOffset.UTC),
                size,
                chunks.size(),
                ends.toArray(Integer[]::new));
    }

    /// How many of the pieces lie within the first `seen` lines.
    private static int firstAfter(List<LogChunk> chunks, int seen) {
        int lines = 0;
        int count = 0;
        while (count < chunks.size() && lines < seen) {
            lines += chunks.get(count).lines();
            count++;
        }
        return count;
    }

    private static Uni<Void> add(
            SqlConnection connection,
            BuildId build,
            List<LogChunk> chunks,
            int firstNew,
            @Nullable Integer firstEvent) {
        if (chunks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = new ArrayList<>(chunks.size());
        for (int i = 0; i < chunks.size(); i++) {
            LogChunk chunk = chunks.get(i);
            Integer event = firstEvent == null || i < firstNew ? null : Integer.valueOf(firstEvent + i - firstNew);
            rows.add(Tuple.of(build.value(), chunk.seq(), event, chunk.step(), chunk.lines(), chunk.text()));
        }
        return connection.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }

    Uni<Optional<Kept>> find(BuildId build) {
        return database.preparedQuery(FIND).execute(Tuple.of(build.value())).map(rows -> {
            for (Row row : rows) {
                return Optional.of(kept(row));
            }
            return Optional.empty();
        });
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.getInteger("chunks"),
                row.getInteger("live"),
                List.of(row.getArrayOfIntegers("live_ends")),
                row.getBoolean("complete"),
                row.getBoolean("removed"));
    }

    /// A build's log, and how the build stands.
    ///
    /// @param status null where it was removed with its project
    record Standing(Kept log, boolean over, @Nullable String status) {}

    Uni<Standing> standing(BuildId build) {
        return database.preparedQuery(STANDING).execute(Tuple.of(build.value())).map(rows -> {
            for (Row row : rows) {
                Kept log = row.getInteger("live") == null ? Kept.NOTHING : kept(row);
                return new Standing(log, row.getBoolean("over"), row.getString("status"));
            }
            return new Standing(Kept.NOTHING, true, null);
        });
    }

    /// Some of the chunks after `seq`, in order; none where there are no more.
    Uni<List<LogChunk>> after(BuildId build, Source source, int seq) {
        return database.preparedQuery(AFTER.formatted(source.table))
                .execute(Tuple.of(build.value(), seq))
                .map(LogStore::chunks);
    }

    /// The number of the chunk in which the last `lines` lines begin; 1 where there are not so many.
    Uni<Integer> tailStart(BuildId build, Source source, int lines) {
        return database.preparedQuery(TAIL.formatted(source.table))
                .execute(Tuple.of(build.value(), lines))
                .map(rows -> {
                    for (Row row : rows) {
                        return row.getInteger("seq");
                    }
                    return 1;
                });
    }

    private static List<LogChunk> chunks(RowSet<Row> rows) {
        List<LogChunk> chunks = new ArrayList<>(rows.size());
        rows.forEach(row -> chunks.add(new LogChunk(
                row.getInteger("seq"), row.getString("step"), row.getInteger("lines"), row.getString("text"))));
        return chunks;
    }
}
