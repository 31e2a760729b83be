package io.nokube.build.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/// Which deliveries were carried out. GitHub sends one again for three days at most.
@ApplicationScoped
class Deliveries {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final String SEEN = "select from build.webhook_delivery where id = $1";
    private static final String ADD =
            "insert into build.webhook_delivery (id, received_at) values ($1, $2) on conflict do nothing";
    private static final String FORGET = "delete from build.webhook_delivery where received_at < $1";

    private final Pool database;
    private final Clock clock;

    Deliveries(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Uni<Boolean> isKnown(String id) {
        return database.preparedQuery(SEEN).execute(Tuple.of(id)).map(rows -> rows.rowCount() > 0);
    }

    Uni<Void> add(String id) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.preparedQuery(ADD)
                .execute(Tuple.of(id, now))
                .chain(() -> database.preparedQuery(FORGET).execute(Tuple.of(now.minus(KEPT))))
                .replaceWithVoid();
    }
}
