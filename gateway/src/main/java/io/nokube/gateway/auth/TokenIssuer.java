package io.nokube.gateway.auth;

import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.user.User;
import io.nokube.identity.Claims;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// Writes and signs tokens.
@Singleton
public class TokenIssuer {
    /// The claim that carries the user's generation. It is the gateway's own: services do not look at it.
    static final String GENERATION = "nokube_generation";

    private final SigningKeys keys;
    private final TokenIds ids;
    private final Clock clock;
    private final Duration lifetime;

    @Inject
    TokenIssuer(SigningKeys keys, TokenIds ids, Clock clock, GatewayConfig config) {
        this(keys, ids, clock, config.auth().tokenLifetime());
    }

    TokenIssuer(SigningKeys keys, TokenIds ids, Clock clock, Duration lifetime) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /// A token of `user`, good for as long as the configuration says.
    public TokenView issue(User user) {
        return issue(user, lifetime);
    }

    /// A token that is good for `time`.
    TokenView issue(User user, Duration time) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(Claims.ISSUER);
        claims.setAudience(Claims.AUDIENCE);
        claims.setSubject(user.username());
        claims.setClaim("upn", user.username());
        claims.setStringListClaim(Claims.GROUPS, List.copyOf(user.roles()));
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(time).getEpochSecond()));
        claims.setJwtId(ids.next());
        claims.setClaim(GENERATION, user.generation());
        return TokenView.bearer(sign(claims), time);
    }

    private String sign(JwtClaims claims) {
        SigningKey key = keys.current();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(Claims.ALGORITHM);
        signature.setHeader("typ", "JWT");
        signature.setKeyIdHeaderValue(key.kid());
        signature.setKey(key.privateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Signing a token failed", e);
        }
    }
}
