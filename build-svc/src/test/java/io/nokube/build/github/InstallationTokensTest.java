package io.nokube.build.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.testkit.SteppableClock;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;

class InstallationTokensTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final SteppableClock clock = new SteppableClock(START);
    private final KeyPair keys = keys();
    private final List<String> asked = new ArrayList<>();
    private Reply next = handedOut("one");
    private final InstallationTokens tokens = new InstallationTokens(
            "12345",
            keys.getPrivate(),
            authorization -> {
                asked.add(authorization);
                return next;
            },
            new ObjectMapper(),
            clock);

    @Test
    void asksWithAJwtThatGitHubTakes() throws Exception {
        assertThat(tokens.authorization()).isEqualTo("Bearer one");

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(keys.getPublic())
                .setExpectedIssuer("12345")
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(START.getEpochSecond()))
                .build()
                .processToClaims(asked.getFirst().substring("Bearer ".length()));
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(START.getEpochSecond() - 60);
        assertThat(claims.getExpirationTime().getValue())
                .isGreaterThan(START.getEpochSecond())
                .isLessThanOrEqualTo(START.getEpochSecond() + 600);
    }

    @Test
    void keepsATokenUntilItNearsItsEnd() {
        tokens.authorization();
        clock.advance(Duration.ofMinutes(54));
        next = handedOut("two");
        assertThat(tokens.authorization()).isEqualTo("Bearer one");

        clock.advance(Duration.ofMinutes(1));
        assertThat(tokens.authorization()).isEqualTo("Bearer two");
        assertThat(asked).hasSize(2);
    }

    @Test
    void fetchesAnotherWhereOneWasRefused() {
        tokens.authorization();
        next = handedOut("two");
        tokens.refused();
        assertThat(tokens.authorization())
                .as("the refusal was of the token before")
                .isEqualTo("Bearer one");

        clock.advance(Duration.ofSeconds(30));
        tokens.refused();
        assertThat(tokens.authorization()).isEqualTo("Bearer two");
    }

    @Test
    void whatGitHubRefusesIsARefusalOfTheCredentials() {
        next = new Reply(404, "{\"message\": \"Integration not found\"}", name -> null);
        assertThatThrownBy(tokens::authorization)
                .isInstanceOfSatisfying(
                        Credentials.NoTokenException.class,
                        e -> assertThat(e.reply().isDenied()).isTrue());

        next = new Reply(502, "<html>", name -> null);
        assertThatThrownBy(tokens::authorization)
                .isInstanceOfSatisfying(
                        Credentials.NoTokenException.class,
                        e -> assertThat(e.reply().status()).isEqualTo(502));

        next = handedOut("three");
        assertThat(tokens.authorization()).isEqualTo("Bearer three");
    }

    private Reply handedOut(String token) {
        String body = "{\"token\": \"" + token + "\", \"expires_at\": \""
                + clock.instant().plus(Duration.ofHours(1)) + "\"}";
        return new Reply(201, body, name -> null);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
