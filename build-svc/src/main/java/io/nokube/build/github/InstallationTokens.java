package io.nokube.build.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The tokens of a GitHub App's installation: each is good for an hour, and replaced before that (GitHub Docs,
/// "Authenticating as a GitHub App installation"). Whoever needs one while it is fetched waits for the same one.
final class InstallationTokens implements Credentials {
    /// GitHub's clock may be behind: it does not take what seems to come from the future.
    private static final Duration SKEW = Duration.ofSeconds(60);
    /// GitHub takes ten minutes at most, counted from its own time.
    private static final Duration LIFETIME = Duration.ofMinutes(9);
    /// A request under way must not see its token end.
    private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);
    /// How long requests with the token before may still be under way.
    private static final Duration SETTLED = Duration.ofSeconds(30);
    /// Where GitHub does not say until when.
    private static final Duration UNSAID = Duration.ofMinutes(30);

    private final String appId;
    private final PrivateKey key;
    private final Function<String, Reply> exchange;
    private final ObjectMapper mapper;
    private final Clock clock;

    private @Nullable String token;
    private Instant renewAt = Instant.EPOCH;
    private Instant fetchedAt = Instant.EPOCH;

    /// @param exchange asks for a token of the installation, with this value of `Authorization`
    InstallationTokens(
            String appId, PrivateKey key, Function<String, Reply> exchange, ObjectMapper mapper, Clock clock) {
        this.appId = appId;
        this.key = key;
        this.exchange = exchange;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public synchronized String authorization() {
        if (token == null || !clock.instant().isBefore(renewAt)) {
            renew();
        }
        return "Bearer " + token;
    }

    /// A late answer to the token before says nothing about a new one.
    @Override
    public synchronized void refused() {
        if (!clock.instant().isBefore(fetchedAt.plus(SETTLED))) {
            token = null;
        }
    }

    private void renew() {
        Reply reply = exchange.apply("Bearer " + jwt());
        JsonNode answer = json(reply);
        if (!reply.isSuccess() || !answer.path("token").isTextual()) {
            throw new NoTokenException(reply);
        }
        token = answer.path("token").asText();
        fetchedAt = clock.instant();
        renewAt = expiry(answer).minus(RENEW_BEFORE);
    }

    private Instant expiry(JsonNode answer) {
        try {
            return Instant.parse(answer.path("expires_at").asText());
        } catch (DateTimeException e) {
            return clock.instant().plus(UNSAID);
        }
    }

    private JsonNode json(Reply reply) {
        try {
            JsonNode node = mapper.readTree(reply.body());
            return node == null ? mapper.nullNode() : node;
        } catch (JsonProcessingException e) {
            return mapper.nullNode();
        }
    }

    private String jwt() {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(appId);
        claims.setIssuedAt(NumericDate.fromSeconds(now.minus(SKEW).getEpochSecond()));
        claims.setExpirationTime(
                NumericDate.fromSeconds(now.plus(LIFETIME).minus(SKEW).getEpochSecond()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("NOKUBE_GITHUB_APP_PRIVATE_KEY cannot sign", e);
        }
    }
}
