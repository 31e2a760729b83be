package io.nokube.gateway.audit;

import io.nokube.paging.Cursor;
import io.nokube.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// The table of what happened.
@Singleton
public class AuditLog {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);
    private static final String ADD =
            "INSERT INTO gateway.audit_events (at, kind, username, address, detail) VALUES ($1, $2, $3, $4, $5)";
    private static final String MATCHING =
            " FROM gateway.audit_events WHERE ($1::text IS NULL OR username = $1) AND ($2::text IS NULL OR kind = $2)";
    private static final String FIND =
            "SELECT id, at, kind, username, address, detail" + MATCHING + " AND id < $3 ORDER BY id DESC LIMIT $4";
    private static final String COUNT = "SELECT count(*) AS total" + MATCHING;
    private static final String REMOVE = "DELETE FROM gateway.audit_events WHERE at < $1"
            + " OR id <= (SELECT max(id) FROM gateway.audit_events) - $2";

    private final Pool pool;
    private final Clock clock;

    public AuditLog(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// Writes `event` down, without anybody having to wait for it. What cannot be written is logged instead.
    public void record(AuditEvent event) {
        Tuple values = Tuple.of(
                clock.instant().atOffset(ZoneOffset.UTC),
                event.kind().word(),
                event.username(),
                event.address(),
                event.detail());
        pool.preparedQuery(ADD)
                .execute(values)
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "Could not write an audit event down: %s", event));
    }

    /// One page of events, newest first.
    public Uni<Page<AuditView>> find(AuditQuery query) {
        int limit = query.limit().value();
        Uni<RowSet<Row>> rows =
                pool.preparedQuery(FIND).execute(Tuple.of(query.username(), query.kind(), query.before(), limit + 1));
        Uni<Long> total = pool.preparedQuery(COUNT)
                .execute(Tuple.of(query.username(), query.kind()))
                .map(counted -> counted.iterator().next().getLong("total"));
        return Uni.combine()
                .all()
                .unis(rows, total)
                .asTuple()
                .map(both -> page(both.getItem1(), both.getItem2(), limit));
    }

    /// Forgets what happened before `before`, and all but the newest `most`.
    Uni<Integer> tidy(Instant before, long most) {
        return pool.preparedQuery(REMOVE)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), most))
                .map(RowSet::rowCount);
    }

    private static Page<AuditView> page(RowSet<Row> rows, long total, int limit) {
        List<AuditView> events = new ArrayList<>();
        rows.forEach(row -> events.add(view(row)));
        boolean more = events.size() > limit;
        List<AuditView> items = more ? events.subList(0, limit) : events;
        String next = more ? new Cursor(String.valueOf(items.getLast().id())).encode() : null;
        return new Page<>(List.copyOf(items), next, total);
    }

    private static AuditView view(Row row) {
        return new AuditView(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("kind"),
                row.getString("username"),
                row.getString("address"),
                row.getString("detail"));
    }
}
