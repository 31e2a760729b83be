package io.nokube.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.testkit.SteppableClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginAttemptsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LoginAttempts.Key NEO = new LoginAttempts.Key("neo", "192.0.2.1");
    private static final GatewayDatabase DATABASE = GatewayDatabase.start();
    private final Pool pool = DATABASE.pool();
    private final SteppableClock clock = new SteppableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final LoginAttempts attempts = new LoginAttempts(pool, clock);

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        pool.query("DELETE FROM gateway.login_attempts").execute().await().atMost(PATIENCE);
    }

    @Test
    void countsByUserAndAddress() {
        exhaust(attempts, NEO);

        assertThat(begin(attempts, NEO)).isEqualTo(Duration.ofMinutes(15));
        assertThat(begin(attempts, new LoginAttempts.Key("neo", "192.0.2.2"))).isZero();
        assertThat(begin(attempts, new LoginAttempts.Key("trinity", "192.0.2.1")))
                .isZero();
        assertThat(begin(attempts, new LoginAttempts.Key("neo1", "92.0.2.1"))).isZero();
    }

    @Test
    void replicasCountTogether() {
        List<LoginAttempts> replicas = IntStream.range(0, 5)
                .mapToObj(i -> new LoginAttempts(pool, clock))
                .toList();
        for (int i = 0; i < LoginThrottle.STANDARD.maxFailures(); i++) {
            assertThat(begin(replicas.get(i % replicas.size()), NEO)).isZero();
        }

        assertThat(replicas)
                .allSatisfy(replica -> assertThat(begin(replica, NEO)).isPositive());
    }

    @Test
    void ofManyMadeAtOnceNoMoreGetThrough() {
        List<Duration> waits = Uni.join()
                .all(IntStream.range(0, 60)
                        .mapToObj(i -> new LoginAttempts(pool, clock).begin(NEO))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        assertThat(waits).filteredOn(Duration::isZero).hasSize(LoginThrottle.STANDARD.maxFailures());
    }

    @Test
    void aRefusedAttemptDoesNotProlongTheWait() {
        exhaust(attempts, NEO);
        clock.advance(Duration.ofMinutes(14));
        assertThat(begin(attempts, NEO)).isEqualTo(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(1));

        assertThat(begin(attempts, NEO)).isZero();
    }

    @Test
    void signingInForgetsTheFailures() {
        exhaust(attempts, NEO);
        attempts.succeeded(NEO).await().atMost(PATIENCE);

        assertThat(begin(attempts, NEO)).isZero();
    }

    @Test
    void whatHasNoEffectAnyMoreIsNotKept() {
        exhaust(attempts, NEO);
        clock.advance(Duration.ofMinutes(16));
        attempts.succeeded(new LoginAttempts.Key("trinity", "192.0.2.1"))
                .await()
                .atMost(PATIENCE);

        assertThat(pool.query("SELECT FROM gateway.login_attempts")
                        .execute()
                        .await()
                        .atMost(PATIENCE)
                        .rowCount())
                .isZero();
    }

    private static void exhaust(LoginAttempts attempts, LoginAttempts.Key key) {
        for (int i = 0; i < LoginThrottle.STANDARD.maxFailures(); i++) {
            assertThat(begin(attempts, key)).isZero();
        }
    }

    private static Duration begin(LoginAttempts attempts, LoginAttempts.Key key) {
        return attempts.begin(key).await().atMost(PATIENCE);
    }
}
