package io.nokube.gateway.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// The signing keys in the database, and a copy of them in memory.
@Singleton
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    /// Whoever holds it decides alone whether there is a key already: replicas that start together make one key.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('gateway.signing_keys'))";

    private static final String FIND =
            "SELECT kid, private_key, public_key, created_at, retired_at FROM gateway.signing_keys";
    private static final String ADD =
            "INSERT INTO gateway.signing_keys (kid, private_key, public_key, created_at)" + " VALUES ($1, $2, $3, $4)";
    /// Tokens with made-up key ids must not become a load on the database.
    private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(5);

    private final Pool pool;
    private final Clock clock;
    private volatile KeySet known = KeySet.EMPTY;
    private volatile Instant refreshedAt = Instant.MIN;

    public SigningKeys(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// Reads the keys, and makes the first one where there is none.
    public Uni<Void> loadOrCreate() {
        return pool.withTransaction(connection -> connection
                        .query(LOCK)
                        .execute()
                        .chain(() -> read(connection))
                        .chain(keys ->
                                keys.current().isPresent() ? Uni.createFrom().item(keys) : addTo(keys, connection)))
                .invoke(this::keep)
                .replaceWithVoid();
    }

    KeySet known() {
        return known;
    }

    /// Whether there is a key to sign with.
    public boolean areReady() {
        return known().current().isPresent();
    }

    SigningKey current() {
        return known().current().orElseThrow(() -> new IllegalStateException("There is no signing key yet"));
    }

    /// Reads the keys again where that was not done just now: another replica may have made a new one.
    Uni<KeySet> refresh() {
        return isRefreshDue() ? read(pool).invoke(this::keep) : Uni.createFrom().item(known);
    }

    /// True for one of those who ask, once in an interval.
    private synchronized boolean isRefreshDue() {
        Instant now = clock.instant();
        boolean due = refreshedAt.isBefore(now.minus(RELOAD_INTERVAL));
        if (due) {
            refreshedAt = now;
        }
        return due;
    }

    private void keep(KeySet keys) {
        known = keys;
    }

    private Uni<KeySet> addTo(KeySet keys, SqlClient connection) {
        SigningKey key = SigningKey.generate(clock.instant());
        List<SigningKey> all = new ArrayList<>(keys.keys());
        all.add(key);
        Tuple values = Tuple.of(
                key.kid(),
                key.encodedPrivateKey(),
                key.encodedPublicKey(),
                key.createdAt().atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(ADD)
                .execute(values)
                .invoke(added -> LOG.infof("Created signing key: kid=%s", key.kid()))
                .replaceWith(new KeySet(all));
    }

    private static Uni<KeySet> read(SqlClient client) {
        return client.query(FIND).execute().map(SigningKeys::keySet);
    }

    private static KeySet keySet(RowSet<Row> rows) {
        List<SigningKey> keys = new ArrayList<>();
        for (Row row : rows) {
            keys.add(SigningKey.decode(
                    row.getString("kid"),
                    row.getString("private_key"),
                    row.getString("public_key"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("retired_at") != null));
        }
        return new KeySet(keys);
    }
}
