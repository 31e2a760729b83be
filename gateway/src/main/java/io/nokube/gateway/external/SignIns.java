package io.nokube.gateway.external;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table of sign-ins that were begun. Any replica may finish one, and each is finished once.
@Singleton
class SignIns {
    /// How long somebody may take at the provider.
    static final Duration TIME = Duration.ofMinutes(10);

    private static final String TIDY = "DELETE FROM gateway.sign_ins WHERE expires_at < $1";
    private static final String BEGIN = "INSERT INTO gateway.sign_ins (id, provider, return_to, link_to, expires_at)"
            + " VALUES ($1, $2, $3, $4, $5)";
    private static final String TAKE =
            "DELETE FROM gateway.sign_ins WHERE id = $1 RETURNING provider, return_to, link_to, expires_at";

    private final Pool pool;
    private final Clock clock;

    /// @param linkTo the account that gets another way in; null where somebody just signs in
    record Begun(String provider, String returnTo, @Nullable String linkTo) {}

    SignIns(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<Void> begin(Attempt attempt, Begun begun) {
        Instant now = clock.instant();
        Tuple values = Tuple.of(
                attempt.id(),
                begun.provider(),
                begun.returnTo(),
                begun.linkTo(),
                now.plus(TIME).atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(TIDY)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .chain(() -> pool.preparedQuery(BEGIN).execute(values))
                .replaceWithVoid();
    }

    /// What was begun with `attempt`, once; empty where there is nothing of the kind, or its time is over.
    Uni<Optional<Begun>> take(Attempt attempt) {
        Instant now = clock.instant();
        return pool.preparedQuery(TAKE).execute(Tuple.of(attempt.id())).map(rows -> begun(rows, now));
    }

    private static Optional<Begun> begun(RowSet<Row> rows, Instant now) {
        for (Row row : rows) {
            if (row.getOffsetDateTime("expires_at").toInstant().isAfter(now)) {
                return Optional.of(
                        new Begun(row.getString("provider"), row.getString("return_to"), row.getString("link_to")));
            }
        }
        return Optional.empty();
    }
}
