package io.nokube.gateway.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Which tokens were ended before their time: by signing out, by a new password, by other roles, with the account, or
/// with
/// the key that signed them.
///
/// The database is asked once in two seconds for each token that is in use, which is how long a token may outlive its
/// end. While the database is away, what was good within the last minute stays good.
@Singleton
class Sessions implements Standing {
    static final Duration FRESH = Duration.ofSeconds(2);
    static final Duration STALE = Duration.ofSeconds(60);

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final int CAPACITY = 10_000;
    private static final String IS_GOOD = "SELECT EXISTS (SELECT FROM gateway.users WHERE username = $1 AND generation"
            + " <= $2 AND disabled_at IS NULL) AND NOT EXISTS (SELECT FROM gateway.ended_sessions WHERE id = $3)"
            + " AND EXISTS (SELECT FROM gateway.signing_keys WHERE kid = $4) AS good";
    private static final String END =
            "INSERT INTO gateway.ended_sessions (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    private static final String TIDY = "DELETE FROM gateway.ended_sessions WHERE expires_at < $1";

    private final Pool pool;
    private final Clock clock;
    private final Map<Key, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Seen> eldest) {
            return size() > CAPACITY;
        }
    };

    private record Seen(boolean good, Instant at) {
        boolean isFresh(Instant now) {
            return now.isBefore(at.plus(FRESH));
        }
    }

    /// All that the answer depends on, so that no token gets that of another one.
    private record Key(String username, long generation, String id, String kid) {
        static Key of(VerifiedToken token) {
            return new Key(token.caller().username(), token.generation(), token.id(), token.kid());
        }
    }

    Sessions(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public boolean isKnownGood(VerifiedToken token) {
        Seen last = last(Key.of(token));
        return last != null && last.good() && last.isFresh(clock.instant());
    }

    @Override
    public Uni<Boolean> isGood(VerifiedToken token) {
        Instant now = clock.instant();
        Key key = Key.of(token);
        Seen last = last(key);
        if (last != null && last.isFresh(now)) {
            return Uni.createFrom().item(last.good());
        }
        return pool.preparedQuery(IS_GOOD)
                .execute(Tuple.of(token.caller().username(), token.generation(), token.id(), token.kid()))
                .map(rows -> rows.iterator().next().getBoolean("good"))
                .invoke(good -> note(key, new Seen(good, now)))
                .onFailure(failure ->
                        last != null && last.good() && now.isBefore(last.at().plus(STALE)))
                .recoverWithItem(failure -> {
                    LOG.debug("Whether a session has ended cannot be asked just now", failure);
                    return true;
                });
    }

    /// Ends the session of `token`, for every replica.
    Uni<Void> end(VerifiedToken token) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(token.id(), token.expiresAt().atOffset(ZoneOffset.UTC)))
                .invoke(ended -> note(Key.of(token), new Seen(false, clock.instant())))
                .chain(() -> pool.preparedQuery(TIDY)
                        .execute(Tuple.of(clock.instant().minus(STALE).atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    /// Asks again about every token, since one of its users' generation has changed.
    synchronized void forget() {
        seen.clear();
    }

    private synchronized @Nullable Seen last(Key key) {
        return seen.get(key);
    }

    private synchronized void note(Key key, Seen now) {
        seen.put(key, now);
    }
}
