package io.nokube.build.log;

import io.nokube.build.BuildId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of one build's pushed log, within one transaction that holds its lock.
final class LiveStore {
    private static final String LOCK = """
            insert into build.build_log_push (build_id) values ($1)
            on conflict (build_id) do update set build_id = excluded.build_id
            returning next_sequence, step, carry, key_lines, skipping, size,
                (select complete from build.build_log l where l.build_id = $1) as complete""";
    private static final String SAVE = """
            update build.build_log_push
            set next_sequence = $2, step = $3, carry = $4, key_lines = $5, skipping = $6, size = $7
            where build_id = $1""";
    private static final String PASS_JOB =
            "update build.build_log_push set jobs_shown = $2 + 1 where build_id = $1 and jobs_shown = $2";
    private static final String WAIT = """
            insert into build.build_log_pending (build_id, sequence, step, text, received_at)
            values ($1, $2, $3, $4, $5) on conflict do nothing""";
    private static final String WAITING = """
            select sequence, step, text, received_at from build.build_log_pending
            where build_id = $1 order by sequence""";
    private static final String NO_LONGER_WAITING =
            "delete from build.build_log_pending where build_id = $1 and sequence < $2";
    private static final String FORGET_WAITING = "delete from build.build_log_pending where build_id = $1";
    private static final String FORGET_PUSH = "delete from build.build_log_push where build_id = $1";
    /// Nothing comes after the event of a final state, so a build that has one gives no further numbers.
    private static final String NUMBER_EVENTS = """
            update build.build set last_event = last_event + $2
            where id = $1 and status not in ('success', 'failed', 'cancelled')
            returning last_event""";
    private static final String NOTE = """
            insert into build.build_log (build_id, stored_at, size, chunks, complete, live)
            values ($1, $2, $3, 0, false, $4)
            on conflict (build_id) do update
            set stored_at = excluded.stored_at, size = build_log.size + excluded.size,
                live = build_log.live + excluded.live
            returning live""";

    private final SqlConnection connection;
    private final BuildId build;

    LiveStore(SqlConnection connection, BuildId build) {
        this.connection = connection;
        this.build = build;
    }

    /// Where the pushes of a build stand.
    ///
    /// @param next the first chunk that did not come yet
    /// @param size characters that were shown
    record Standing(int next, LiveText text, long size) {}

    /// A chunk that was pushed.
    record Pushed(int sequence, String step, String text, Instant receivedAt) {}

    /// How the pushes stand, under the lock; null where the whole log is kept and nothing more is shown.
    Uni<@Nullable Standing> lock() {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(build.value()))
                .map((RowSet<Row> rows) -> standing(rows.iterator().next()));
    }

    private static @Nullable Standing standing(Row row) {
        if (Boolean.TRUE.equals(row.getBoolean("complete"))) {
            return null;
        }
        LiveText text = new LiveText(
                row.getString("step"), row.getString("carry"), row.getInteger("key_lines"), row.getBoolean("skipping"));
        return new Standing(row.getInteger("next_sequence"), text, row.getLong("size"));
    }

    Uni<Void> save(Standing standing) {
        LiveText text = standing.text();
        List<Object> row = List.of(
                build.value(),
                standing.next(),
                text.step(),
                text.carry(),
                text.keyLines(),
                text.skipping(),
                standing.size());
        return connection.preparedQuery(SAVE).execute(Tuple.from(row)).replaceWithVoid();
    }

    /// Notes that what the job printed is shown.
    ///
    /// @param index of how many jobs that was noted before it
    /// @return whether it is the next one
    Uni<Boolean> passJob(int index) {
        return connection
                .preparedQuery(PASS_JOB)
                .execute(Tuple.of(build.value(), index))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Void> await(Pushed chunk) {
        Tuple row = Tuple.of(
                build.value(),
                chunk.sequence(),
                chunk.step(),
                chunk.text(),
                chunk.receivedAt().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(WAIT).execute(row).replaceWithVoid();
    }

    /// What came too early, in order.
    Uni<List<Pushed>> waiting() {
        return connection
                .preparedQuery(WAITING)
                .execute(Tuple.of(build.value()))
                .map(rows -> {
                    List<Pushed> chunks = new ArrayList<>(rows.size());
                    rows.forEach(row -> chunks.add(new Pushed(
                            row.getInteger("sequence"),
                            row.getString("step"),
                            row.getString("text"),
                            row.getOffsetDateTime("received_at").toInstant())));
                    return chunks;
                });
    }

    Uni<Void> noLongerWaiting(int next) {
        return connection
                .preparedQuery(NO_LONGER_WAITING)
                .execute(Tuple.of(build.value(), next))
                .replaceWithVoid();
    }

    /// What waited, and the line that had no end: as they came, so not to be kept.
    Uni<Void> forgetPushes() {
        return connection
                .preparedQuery(FORGET_WAITING)
                .execute(Tuple.of(build.value()))
                .chain(() -> connection.preparedQuery(FORGET_PUSH).execute(Tuple.of(build.value())))
                .replaceWithVoid();
    }

    /// Takes `count` numbers of the build's events, in a row.
    ///
    /// @return the first of them; none where the build is over
    Uni<Optional<Integer>> numberEvents(int count) {
        return connection
                .preparedQuery(NUMBER_EVENTS)
                .execute(Tuple.of(build.value(), count))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(row.getInteger("last_event") - count + 1);
                    }
                    return Optional.empty();
                });
    }

    /// Shows lines: whoever follows the log or the build sees them next.
    Uni<Void> show(List<LogLine> lines, Instant now) {
        List<LogChunk> pieces = LogCut.chunks(lines);
        long size = pieces.stream().mapToLong(piece -> piece.text().length()).sum();
        Tuple note = Tuple.of(build.value(), now.atOffset(ZoneOffset.UTC), size, pieces.size());
        return numberEvents(pieces.size())
                .flatMap(event -> event.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(NOTE)
                                .execute(note)
                                .map(rows -> rows.iterator().next().getInteger("live") - pieces.size())
                                .flatMap(shown -> LiveRows.append(connection, build, pieces, shown, event.get())));
    }
}
