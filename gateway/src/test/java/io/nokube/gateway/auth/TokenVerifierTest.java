package io.nokube.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.gateway.auth.TokenVerifier.Verdict;
import io.nokube.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SigningKey KEY = SigningKey.generate(NOW);
    private static final KeySet KEYS = new KeySet(List.of(KEY));
    private final ForgedTokens tokens = new ForgedTokens(KEY, NOW);

    @Test
    void acceptsAGenuineToken() {
        assertThat(TokenVerifier.verify(tokens.genuine(), KEYS, NOW))
                .isEqualTo(new Verdict.Valid(new VerifiedToken(
                        tokens.genuine(),
                        new Caller("neo", Set.of("user")),
                        Instant.EPOCH,
                        NOW.plus(Duration.ofMinutes(5)),
                        "the one",
                        KEY.kid(),
                        0,
                        false)));
    }

    @Test
    void allowsClocksToDifferByHalfAMinute() {
        Instant end = NOW.plus(Duration.ofMinutes(5));

        assertThat(TokenVerifier.verify(tokens.genuine(), KEYS, end.plusSeconds(29)))
                .isInstanceOf(Verdict.Valid.class);
        assertThat(TokenVerifier.verify(tokens.genuine(), KEYS, end.plusSeconds(30)))
                .isInstanceOf(Verdict.Invalid.class);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return tokens.all().entrySet().stream()
                .map(forged -> DynamicTest.dynamicTest(
                        forged.getKey(),
                        () -> assertThat(TokenVerifier.verify(forged.getValue(), KEYS, NOW))
                                .isNotInstanceOf(Verdict.Valid.class)));
    }

    @Test
    void saysWhenTheKeyMayBeNewerThanTheOnesItKnows() {
        assertThat(TokenVerifier.verify(tokens.genuine(), KeySet.EMPTY, NOW)).isInstanceOf(Verdict.UnknownKey.class);
    }

    @Test
    void aRetiredKeyVerifiesAndSignsNoMore() {
        SigningKey retired = new SigningKey(KEY.kid(), KEY.privateKey(), KEY.publicKey(), NOW, true);
        SigningKey older = SigningKey.generate(NOW.minusSeconds(60));
        KeySet keys = new KeySet(List.of(older, retired));

        assertThat(keys.current(NOW)).contains(older);
        assertThat(TokenVerifier.verify(tokens.genuine(), keys, NOW)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void aNewKeyIsShownBeforeItSignsAndAnOldOneStaysUntilItsTokensHaveExpired() {
        SigningKey old = SigningKey.generate(NOW.minus(Duration.ofDays(90)));
        KeySet keys = new KeySet(List.of(old, KEY));

        assertThat(new KeySet(List.of(KEY)).current(NOW))
                .as("the first one need not wait")
                .contains(KEY);
        assertThat(keys.current(NOW.plus(KeySet.SHOWN_FIRST).minusSeconds(1))).contains(old);
        assertThat(keys.current(NOW.plus(KeySet.SHOWN_FIRST))).contains(KEY);
        assertThat(keys.expired(NOW.plus(Duration.ofDays(30)))).isEmpty();
        assertThat(keys.expired(NOW.plus(Duration.ofDays(31)))).containsExactly(old);
        assertThat(keys.isRotationDue(Duration.ofDays(90), NOW.plus(Duration.ofDays(89))))
                .isFalse();
        assertThat(keys.isRotationDue(Duration.ofDays(90), NOW.plus(Duration.ofDays(90))))
                .isTrue();
        assertThat(KeySet.EMPTY.isRotationDue(Duration.ofDays(90), NOW)).isTrue();
    }

    @Test
    void theCacheForgetsAfterAMinuteAndWithTheToken() {
        VerifiedTokens cache = new VerifiedTokens(2, Duration.ofSeconds(60));
        Caller neo = new Caller("neo", Set.of("user"));
        cache.keep("long", new VerifiedToken("long", neo, NOW.plusSeconds(600)), NOW);
        cache.keep("short", new VerifiedToken("short", neo, NOW.plusSeconds(10)), NOW);

        assertThat(cache.find("long", NOW.plusSeconds(59))).isPresent();
        assertThat(cache.find("short", NOW.plusSeconds(9))).isPresent();
        assertThat(cache.find("long", NOW.plusSeconds(60))).isEmpty();
        assertThat(cache.find("short", NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void theCacheHasABound() {
        VerifiedTokens cache = new VerifiedTokens(2, Duration.ofSeconds(60));
        for (String token : List.of("a", "b", "c")) {
            cache.keep(token, new VerifiedToken(token, new Caller("neo", Set.of()), NOW.plusSeconds(600)), NOW);
        }

        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.find("a", NOW)).isEmpty();
        assertThat(cache.find("c", NOW)).isPresent();
    }

    @Test
    void aKeySurvivesTheDatabaseAndShowsOnlyItsPublicHalf() {
        SigningKey read = SigningKey.decode(KEY.kid(), KEY.encodedPrivateKey(), KEY.encodedPublicKey(), NOW, false);

        assertThat(read).isEqualTo(KEY);
        assertThat(KEY.publicJwk()).containsOnlyKeys("kty", "use", "alg", "kid", "n", "e");
        assertThat(KEY.publicJwk()).containsEntry("e", "AQAB");
    }
}
