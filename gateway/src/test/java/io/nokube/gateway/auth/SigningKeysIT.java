package io.nokube.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.gateway.token.PersonalTokens;
import io.nokube.gateway.user.User;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import io.nokube.testkit.SteppableClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigningKeysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AGE = Duration.ofDays(90);
    private static EmbeddedDatabase database;
    private static Vertx vertx;
    private static Pool pool;
    private final SteppableClock clock = new SteppableClock(Instant.parse("2026-01-01T00:00:00Z"));

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.startTemporary();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .schemas("gateway")
                .load()
                .migrate();
        vertx = Vertx.vertx();
        pool = PgBuilder.pool()
                .connectingTo(database.url())
                .with(new PoolOptions().setMaxSize(10))
                .using(vertx)
                .build();
    }

    @AfterAll
    static void stop() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        database.close();
    }

    @BeforeEach
    void empty() {
        pool.query("DELETE FROM gateway.signing_keys").execute().await().atMost(PATIENCE);
    }

    @Test
    void replicasThatStartTogetherEndWithOneKey() {
        List<SigningKeys> replicas = IntStream.range(0, 8)
                .mapToObj(i -> new SigningKeys(pool, clock))
                .toList();

        Uni.join()
                .all(replicas.stream().map(SigningKeys::loadOrCreate).toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        assertThat(replicas).extracting(keys -> keys.current().kid()).hasSize(8).containsOnly(kids().getFirst());
        assertThat(kids()).hasSize(1);
    }

    @Test
    void aTokenOfAKeyMadeElsewhereIsAcceptedAfterALookIntoTheDatabase() {
        SigningKeys here = started();
        SigningKey newer = SigningKey.generate(clock.instant().plusSeconds(1));
        insert(newer);
        AccessTokens tokens = accessTokens(here);
        String token = new ForgedTokens(newer, clock.instant()).genuine();

        assertThat(tokens.verify(token).await().atMost(PATIENCE)).isPresent();
        assertThat(started().current().kid())
                .as("it is not signed with before everybody can know it")
                .isNotEqualTo(newer.kid());
        clock.advance(KeySet.SHOWN_FIRST.plusSeconds(1));
        assertThat(started().current().kid()).isEqualTo(newer.kid());
    }

    @Test
    void aKeyOfAgeIsReplacedByOneKeyWhicheverReplicaComesFirst() {
        List<SigningKeys> replicas =
                IntStream.range(0, 4).mapToObj(i -> started()).toList();
        String first = replicas.getFirst().current().kid();
        clock.advance(AGE.minusSeconds(1));
        assertThat(rotateAll(replicas)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(rotateAll(replicas)).hasSize(1);

        assertThat(kids()).hasSize(2);
        assertThat(rotateAll(replicas)).as("once is enough").isEmpty();
        assertThat(replicas).allSatisfy(keys -> {
            assertThat(keys.known().keys()).hasSize(2);
            assertThat(keys.current().kid())
                    .as("until everybody has seen the new one")
                    .isEqualTo(first);
        });
        clock.advance(KeySet.SHOWN_FIRST);
        assertThat(replicas).extracting(keys -> keys.current().kid()).hasSize(4).doesNotContain(first);
        assertThat(replicas)
                .extracting(keys -> keys.current().kid())
                .containsOnly(replicas.getFirst().current().kid());
    }

    @Test
    void aRotationSignsNobodyOut() {
        SigningKeys keys = started();
        TokenIssuer issuer = new TokenIssuer(keys, new TokenIds(), clock, Duration.ofDays(30));
        User neo = new User("neo", "neo@example.com", "", Set.of("user"), clock.instant());
        clock.advance(AGE);
        keys.rotate().await().atMost(PATIENCE);
        clock.advance(KeySet.SHOWN_FIRST.minusSeconds(1));
        String last = issuer.issue(neo).accessToken();
        String old = keys.current().kid();
        clock.advance(Duration.ofSeconds(1));
        String next = issuer.issue(neo).accessToken();
        assertThat(keys.current().kid()).isNotEqualTo(old);

        clock.advance(Duration.ofDays(30).minusSeconds(2));
        rotateAll(List.of(keys));
        assertThat(accessTokens(keys).verify(last).await().atMost(PATIENCE)).isPresent();
        assertThat(accessTokens(keys).verify(next).await().atMost(PATIENCE)).isPresent();
        assertThat(keys.known().publicJwks()).extracting(jwk -> jwk.get("kid")).contains(old);

        clock.advance(Duration.ofHours(2));
        rotateAll(List.of(keys));
        assertThat(kids()).as("no token of it can be valid any more").hasSize(1).doesNotContain(old);
        assertThat(accessTokens(keys).verify(last).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void askingTwiceForAnotherKeyMakesOne() {
        SigningKeys keys = started();
        clock.advance(Duration.ofHours(1));
        String made = keys.rotate().await().atMost(PATIENCE).kid();

        assertThat(started().rotate().await().atMost(PATIENCE).kid()).isEqualTo(made);
        assertThat(kids()).hasSize(2);
    }

    @Test
    void aRevokedKeyIsWorthNothingAndAnotherSignsAtOnce() {
        SigningKeys keys = started();
        String leaked = keys.current().kid();
        String token = new TokenIssuer(keys, new TokenIds(), clock, Duration.ofDays(1))
                .issue(new User("neo", "neo@example.com", "", Set.of("user"), clock.instant()))
                .accessToken();
        SigningKeys elsewhere = started();

        assertThat(keys.revoke(leaked).await().atMost(PATIENCE)).isTrue();
        assertThat(kids()).hasSize(1).doesNotContain(leaked);
        assertThat(keys.current().kid()).isEqualTo(kids().getFirst());
        assertThat(accessTokens(keys).verify(token).await().atMost(PATIENCE)).isEmpty();
        assertThat(keys.revoke(leaked).await().atMost(PATIENCE))
                .as("there is no such key any more")
                .isFalse();
        assertThat(kids()).hasSize(1);

        assertThat(elsewhere.current().kid()).isEqualTo(leaked);
        rotateAll(List.of(elsewhere));
        assertThat(elsewhere.current().kid())
                .as("which the next look shows, every five seconds")
                .isEqualTo(keys.current().kid());
    }

    @Test
    void withTheNewestKeyRevokedAnOlderOneSignsUntilTheNewOneIsKnown() {
        SigningKeys keys = started();
        String first = keys.current().kid();
        clock.advance(AGE);
        String second = keys.rotate().await().atMost(PATIENCE).kid();
        clock.advance(KeySet.SHOWN_FIRST);
        assertThat(keys.current().kid()).isEqualTo(second);

        assertThat(keys.revoke(second).await().atMost(PATIENCE)).isTrue();
        assertThat(keys.current().kid()).isEqualTo(first);
        clock.advance(KeySet.SHOWN_FIRST);
        assertThat(keys.current().kid()).isNotIn(first, second);
    }

    private static List<SigningKey> rotateAll(List<SigningKeys> replicas) {
        return Uni.join()
                .all(replicas.stream().map(keys -> keys.rotateWhenDue(AGE)).toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void madeUpKeyIdsDoNotBecomeALoadOnTheDatabase() {
        SigningKeys keys = started();
        keys.refresh().await().atMost(PATIENCE);
        SigningKey newer = SigningKey.generate(clock.instant());
        insert(newer);

        assertThat(keys.refresh().await().atMost(PATIENCE).find(newer.kid())).isEmpty();
        clock.advance(Duration.ofSeconds(6));
        assertThat(keys.refresh().await().atMost(PATIENCE).find(newer.kid())).isPresent();
    }

    /// With sessions that never end before their time.
    private AccessTokens accessTokens(SigningKeys keys) {
        return new AccessTokens(
                keys,
                clock,
                token -> Uni.createFrom().item(true),
                new PersonalTokens(pool, clock),
                new TokenIssuer(keys, new TokenIds(), clock, Duration.ofHours(1)));
    }

    private SigningKeys started() {
        SigningKeys keys = new SigningKeys(pool, clock);
        keys.loadOrCreate().await().atMost(PATIENCE);
        return keys;
    }

    private static void insert(SigningKey key) {
        pool.query(
                        "INSERT INTO gateway.signing_keys (kid, private_key, public_key, created_at) VALUES ('%s', '%s', '%s', '%s')"
                                .formatted(key.kid(), key.encodedPrivateKey(), key.encodedPublicKey(), key.createdAt()))
                .execute()
                .await()
                .atMost(PATIENCE);
    }

    private static List<String> kids() {
        List<String> kids = new ArrayList<>();
        pool.query("SELECT kid FROM gateway.signing_keys")
                .execute()
                .await()
                .atMost(PATIENCE)
                .forEach(row -> kids.add(row.getString("kid")));
        return kids;
    }
}
