package io.nokube.build.store;

import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Who works on which build. A lease runs out by itself, so that a replica that died holds nothing for long.
@ApplicationScoped
public class Leases {
    private static final String CLAIM = """
            update build.build set lease_owner = $1, lease_until = $2
            where id in (
                select id from build.build
                where due_at <= $3 and %s and (lease_until is null or lease_until <= $3)
                order by due_at limit $4
                for update skip locked)
            returning id""";
    private static final String RELEASE =
            "update build.build set lease_owner = null, lease_until = null where id = $1 and lease_owner = $2";

    private final Pool database;
    private final Clock clock;
    private final Duration length;
    private final UUID replica;

    public Leases(Pool database, Clock clock, BuildConfig config, IdSource ids) {
        this.database = database;
        this.clock = clock;
        this.length = config.lease();
        this.replica = ids.next();
    }

    /// A build that this replica may work on until then.
    public record Lease(BuildId build, Instant until) {}

    /// Takes up to `limit` builds that are due and nobody's, the longest due first.
    public Uni<List<Lease>> claim(WorkKind kind, int limit) {
        Instant now = clock.instant();
        Instant until = now.plus(length);
        return database.preparedQuery(CLAIM.formatted(kind.condition()))
                .execute(Tuple.of(replica, utc(until), utc(now), limit))
                .map(rows -> leases(rows, until));
    }

    public Uni<Void> release(BuildId build) {
        return database.preparedQuery(RELEASE)
                .execute(Tuple.of(build.value(), replica))
                .replaceWithVoid();
    }

    private static List<Lease> leases(RowSet<Row> rows, Instant until) {
        List<Lease> leases = new ArrayList<>();
        rows.forEach(row -> leases.add(new Lease(new BuildId(row.getUUID("id")), until)));
        return leases;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
