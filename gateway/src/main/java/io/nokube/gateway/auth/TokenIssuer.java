package io.nokube.gateway.auth;

import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.user.User;
import io.nokube.identity.Claims;
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
class TokenIssuer {
    private final SigningKeys keys;
    private final TokenIds ids;
    private final Clock clock;
    private final Duration lifetime;

    TokenIssuer(SigningKeys keys, TokenIds ids, Clock clock, GatewayConfig config) {
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.lifetime = config.auth().tokenLifetime();
    }

    TokenView issue(User user) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(Claims.ISSUER);
        claims.setAudience(Claims.AUDIENCE);
        claims.setSubject(user.username());
        claims.setClaim("upn", user.username());
        claims.setStringListClaim(Claims.GROUPS, List.copyOf(user.roles()));
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
        claims.setJwtId(ids.next());
        return TokenView.bearer(sign(claims), lifetime);
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
