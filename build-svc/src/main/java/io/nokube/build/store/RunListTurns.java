package io.nokube.build.store;

import io.nokube.build.BuildId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Which replica asks GitHub for its list of runs, and for which builds: one at a time, for all of them.
@ApplicationScoped
public class RunListTurns {
    private static final String READ = "select listed_at, heard_at from build.run_list";
    private static final String TAKE = "update build.run_list set listed_at = $2 where listed_at = $1";
    private static final String HEARD = "update build.run_list set heard_at = $1 where heard_at < $1";

    /// What is over is never due again; the condition is that of the index on what is.
    private static final String ACTIVE = """
            select id, run_id from build.build
            where due_at is not null and run_id is not null and state in ('queued', 'building', 'cancelling')""";

    private static final String COVERED = """
            update build.build set due_at = $2
            where run_id = any($1) and due_at is not null and due_at < $3 and state in ('queued', 'building')
            and lease_until is null""";

    private final Pool database;

    public RunListTurns(Pool database) {
        this.database = database;
    }

    /// @param listedAt when the list was last asked for
    /// @param heardAt when the last webhook came that told of a run
    public record Turn(Instant listedAt, Instant heardAt) {}

    public Uni<Turn> read() {
        return database.query(READ).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Turn(
                    row.getOffsetDateTime("listed_at").toInstant(),
                    row.getOffsetDateTime("heard_at").toInstant());
        });
    }

    /// Whether it is this replica that asks now: false where another one has asked since `seen` was read.
    public Uni<Boolean> take(Turn seen, Instant now) {
        return database.preparedQuery(TAKE)
                .execute(Tuple.of(utc(seen.listedAt()), utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /// Lets the other replicas know that webhooks come.
    public Uni<Void> heard(Instant at) {
        return database.preparedQuery(HEARD).execute(Tuple.of(utc(at))).replaceWithVoid();
    }

    /// The builds of all replicas whose run goes on as far as is known.
    public Uni<List<ActiveRun>> active() {
        return database.query(ACTIVE).execute().map(rows -> {
            List<ActiveRun> active = new ArrayList<>();
            rows.forEach(row -> active.add(new ActiveRun(new BuildId(row.getUUID("id")), row.getLong("run_id"))));
            return active;
        });
    }

    /// These runs are on the list: a look at each of them alone can wait until `next`, where it is due before `soon`.
    public Uni<Void> covered(List<Long> runIds, Instant next, Instant soon) {
        return database.preparedQuery(COVERED)
                .execute(Tuple.of(runIds.toArray(Long[]::new), utc(next), utc(soon)))
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
