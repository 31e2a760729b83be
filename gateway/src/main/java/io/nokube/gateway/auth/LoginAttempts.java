package io.nokube.gateway.auth;

import io.nokube.gateway.auth.LoginThrottle.Failures;
import io.nokube.names.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// Remembers tries to prove a password that were not successful, by user and address; in the database, so that replicas
/// count together.
@Singleton
class LoginAttempts {
    /// One statement, which the database does for one row after the other: of many made at once no more get through.
    private static final String BEGIN = """
            INSERT INTO gateway.login_attempts AS known (who, times, granted, last_at)
            VALUES ($1, ARRAY[$2::timestamptz], true, $2)
            ON CONFLICT (who) DO UPDATE SET
                granted = (SELECT count(*) < $4 FROM unnest(known.times) AS time WHERE time > $3),
                times = ARRAY(SELECT time FROM unnest(known.times) AS time WHERE time > $3 ORDER BY time)
                    || CASE WHEN (SELECT count(*) < $4 FROM unnest(known.times) AS time WHERE time > $3)
                        THEN ARRAY[$2::timestamptz] ELSE ARRAY[]::timestamptz[] END,
                last_at = $2
            RETURNING granted, times""";

    private static final String FORGET = "DELETE FROM gateway.login_attempts WHERE who = $1 OR last_at < $2";

    private final Pool pool;
    private final Clock clock;
    private final LoginThrottle throttle = LoginThrottle.STANDARD;

    record Key(String username, String address) {
        /// What is typed as a name may hold anything, so that the two are told apart by their lengths.
        String who() {
            return Sha256.hex(username.length() + ":" + username + address);
        }
    }

    LoginAttempts(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// Counts an attempt as failed before it is made, since many made at once must not all slip through. Gives how long
    /// to wait instead, where too many failed; then it does not count.
    Uni<Duration> begin(Key key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Tuple values =
                Tuple.of(key.who(), time(now), time(now.minus(throttle.window())), (long) throttle.maxFailures());
        return pool.preparedQuery(BEGIN)
                .execute(values)
                .map(rows -> wait(rows.iterator().next(), now));
    }

    /// Forgets the attempts of `key`, and whatever has no effect any more.
    Uni<Void> succeeded(Key key) {
        Instant old = clock.instant().minus(throttle.window());
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(key.who(), time(old)))
                .replaceWithVoid();
    }

    private Duration wait(Row row, Instant now) {
        if (row.getBoolean("granted")) {
            return Duration.ZERO;
        }
        Failures failures = new Failures(Arrays.stream(row.getArrayOfOffsetDateTimes("times"))
                .map(OffsetDateTime::toInstant)
                .toList());
        Duration wait = throttle.waitingTime(failures, now);
        // Whatever another replica's clock says, who is refused waits.
        return wait.isPositive() ? wait : Duration.ofSeconds(1);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
