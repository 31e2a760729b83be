package io.nokube.build.store;

import io.nokube.build.BuildId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Reads what happened to a build. Plain SQL: every open stream asks it again and again.
@ApplicationScoped
public class EventLog {
    /// Few at a time, since lines of a log are among them; a number is given to one row of these tables only.
    private static final String AFTER =
            """
            select seq, type, data, last from (
                (select seq, type, data, last from build.build_event
                where build_id = $1 and seq > $2 order by seq limit 16)
                union all
                (select event_seq, 'log', %1$s, false from build.build_log_live
                where build_id = $1 and event_seq > $2 order by event_seq limit 16)
                union all
                (select event_seq, 'log', %1$s, false from build.build_log_chunk
                where build_id = $1 and event_seq > $2 order by event_seq limit 16)) events
            order by seq limit 16""".formatted("json_build_object('build_id', build_id, 'step', step, 'lines', lines, 'text', text)::text");
    private static final String FIRST = """
            select seq, type, data, last from build.build_event where build_id = $1 and seq = 1""";

    private static final String NEWEST = "select id, last_event from build.build where id = any($1)";

    private final Pool database;

    public EventLog(Pool database) {
        this.database = database;
    }

    /// What happened after `seq`, in order.
    public Uni<List<StoredEvent>> after(BuildId build, int seq) {
        return read(AFTER, Tuple.of(build.value(), seq));
    }

    /// The answer that the one who started the build was given.
    public Uni<StoredEvent> first(BuildId build) {
        return read(FIRST, Tuple.of(build.value())).map(List::getFirst);
    }

    /// The number of the newest event of each of these builds.
    public Uni<Map<BuildId, Integer>> newest(Set<BuildId> builds) {
        UUID[] ids = builds.stream().map(BuildId::value).toArray(UUID[]::new);
        return database.preparedQuery(NEWEST).execute(Tuple.of(ids)).map(rows -> {
            Map<BuildId, Integer> newest = HashMap.newHashMap(ids.length);
            rows.forEach(row -> newest.put(new BuildId(row.getUUID("id")), row.getInteger("last_event")));
            return newest;
        });
    }

    private Uni<List<StoredEvent>> read(String sql, Tuple parameters) {
        return database.preparedQuery(sql).execute(parameters).map(EventLog::events);
    }

    private static List<StoredEvent> events(RowSet<Row> rows) {
        List<StoredEvent> events = new ArrayList<>(rows.size());
        rows.forEach(row -> events.add(new StoredEvent(
                row.getInteger("seq"), row.getString("type"), row.getString("data"), row.getBoolean("last"))));
        return events;
    }
}
