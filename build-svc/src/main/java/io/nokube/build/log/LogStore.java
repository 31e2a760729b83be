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

/// Logs in the database. When all of them are more than is kept, those that were stored first go.
@ApplicationScoped
class LogStore {
    private static final String FORGET = "delete from build.build_log_chunk where build_id = $1";
    private static final String NOTE = """
            insert into build.build_log (build_id, stored_at, size, chunks) values ($1, $2, $3, $4)
            on conflict (build_id) do update
            set stored_at = excluded.stored_at, size = excluded.size, chunks = excluded.chunks, removed = false""";
    private static final String ADD = """
            insert into build.build_log_chunk (build_id, seq, step, lines, text) values ($1, $2, $3, $4, $5)""";
    private static final String MAKE_ROOM = """
            with kept as (
                select build_id, sum(size) over (order by stored_at desc, build_id desc) as up_to_here
                from build.build_log where not removed),
            gone as (
                update build.build_log set removed = true, size = 0
                where build_id in (select build_id from kept where up_to_here > $1)
                returning build_id)
            delete from build.build_log_chunk where build_id in (select build_id from gone)""";
    private static final String FIND = "select chunks, removed from build.build_log where build_id = $1";
    private static final String AFTER = """
            select seq, step, lines, text from build.build_log_chunk
            where build_id = $1 and seq > $2 order by seq limit 8""";
    private static final String TAIL = """
            select seq from (
                select seq, lines, sum(lines) over (order by seq desc) as up_to_here
                from build.build_log_chunk where build_id = $1) c
            where up_to_here - lines < $2 order by seq limit 1""";

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
    /// @param removed it was kept once, and had to make room
    record Kept(int chunks, boolean removed) {}

    /// Keeps the log of a build, in place of one that was kept for it before.
    Uni<Void> put(BuildId build, List<LogChunk> chunks) {
        long size = chunks.stream().mapToLong(chunk -> chunk.text().length()).sum();
        Tuple note = Tuple.of(build.value(), clock.instant().atOffset(ZoneOffset.UTC), size, chunks.size());
        return database.withTransaction(connection -> connection
                        .preparedQuery(FORGET)
                        .execute(Tuple.of(build.value()))
                        .chain(() -> connection.preparedQuery(NOTE).execute(note))
                        .chain(() -> add(connection, build, chunks)))
                .chain(() -> database.preparedQuery(MAKE_ROOM).execute(Tuple.of(maxTotal)))
                .replaceWithVoid();
    }

    private static Uni<Void> add(SqlConnection connection, BuildId build, List<LogChunk> chunks) {
        if (chunks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = chunks.stream()
                .map(chunk -> Tuple.of(build.value(), chunk.seq(), chunk.step(), chunk.lines(), chunk.text()))
                .toList();
        return connection.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }

    Uni<Optional<Kept>> find(BuildId build) {
        return database.preparedQuery(FIND).execute(Tuple.of(build.value())).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new Kept(row.getInteger("chunks"), row.getBoolean("removed")));
            }
            return Optional.empty();
        });
    }

    /// Some of the chunks after `seq`, in order; none where there are no more.
    Uni<List<LogChunk>> after(BuildId build, int seq) {
        return database.preparedQuery(AFTER)
                .execute(Tuple.of(build.value(), seq))
                .map(LogStore::chunks);
    }

    /// The number of the chunk in which the last `lines` lines begin; 1 where there are not so many.
    Uni<Integer> tailStart(BuildId build, int lines) {
        return database.preparedQuery(TAIL)
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
