package io.nokube.gateway.auth;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
import java.util.Optional;
import java.util.function.BiFunction;
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
    private static final String REMOVE = "DELETE FROM gateway.signing_keys WHERE kid = ANY ($1)";
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
        return locked((connection, keys) -> keys.newest().isPresent()
                        ? Uni.createFrom().item(keys)
                        : addTo(keys, SigningKey.generate(clock.instant()), connection))
                .replaceWithVoid();
    }

    /// Reads the keys, makes a new one where the newest is older than `age`, and forgets those that no valid token can
    /// be signed with. Replicas that come at the same time make one key.
    ///
    /// @return the key that was made, if one was
    Uni<Optional<SigningKey>> rotateWhenDue(Duration age) {
        return read(pool).invoke(this::keep).chain(keys -> {
            Instant now = clock.instant();
            return keys.isRotationDue(age, now) || !keys.expired(now).isEmpty()
                    ? replace(age)
                    : Uni.createFrom().item(Optional.empty());
        });
    }

    /// Makes a new key, unless one was made just now that does not sign yet. Returns the newest.
    Uni<SigningKey> rotate() {
        return replace(KeySet.SHOWN_FIRST).map(made -> made.or(known()::newest).orElseThrow());
    }

    /// Takes the key `kid` away, which somebody else may have: what was signed with it is worth nothing any more. A new
    /// one is made; until that was shown long enough, an older one signs, or the new one where there is none.
    ///
    /// @return whether there was such a key
    Uni<Boolean> revoke(String kid) {
        return newKey().chain(key -> locked((connection, keys) -> keys.find(kid).isEmpty()
                        ? Uni.createFrom().item(keys)
                        : remove(List.of(kid), keys, connection).chain(left -> addTo(left, key, connection)))
                .map(keys -> keys.find(key.kid()).isPresent()));
    }

    private Uni<SigningKey> newKey() {
        return Uni.createFrom()
                // Takes up to half a second of a core, which no event loop has.
                .item(() -> SigningKey.generate(clock.instant()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Optional<SigningKey>> replace(Duration age) {
        return newKey().chain(key -> locked((connection, keys) -> removeExpired(keys, connection)
                        .chain(left -> left.isRotationDue(age, clock.instant())
                                ? addTo(left, key, connection)
                                : Uni.createFrom().item(left)))
                .map(keys -> keys.find(key.kid())));
    }

    private Uni<KeySet> locked(BiFunction<SqlClient, KeySet, Uni<KeySet>> work) {
        return pool.withTransaction(connection -> connection
                        .query(LOCK)
                        .execute()
                        .chain(() -> read(connection))
                        .chain(keys -> work.apply(connection, keys)))
                .invoke(this::keep);
    }

    private Uni<KeySet> removeExpired(KeySet keys, SqlClient connection) {
        List<SigningKey> expired = keys.expired(clock.instant());
        if (expired.isEmpty()) {
            return Uni.createFrom().item(keys);
        }
        return remove(expired.stream().map(SigningKey::kid).toList(), keys, connection);
    }

    private static Uni<KeySet> remove(List<String> kids, KeySet keys, SqlClient connection) {
        List<SigningKey> left =
                keys.keys().stream().filter(key -> !kids.contains(key.kid())).toList();
        return connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(kids.toArray(String[]::new)))
                .invoke(removed -> LOG.infof("Removed signing keys: kids=%s", kids))
                .replaceWith(new KeySet(left));
    }

    KeySet known() {
        return known;
    }

    /// Whether there is a key to sign with.
    public boolean areReady() {
        return known().newest().isPresent();
    }

    SigningKey current() {
        return known().current(clock.instant())
                .orElseThrow(() -> new IllegalStateException("There is no signing key yet"));
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

    private static Uni<KeySet> addTo(KeySet keys, SigningKey key, SqlClient connection) {
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
