package io.nokube.gateway.auth;

import io.nokube.identity.Caller;
import io.nokube.identity.Claims;
import io.nokube.names.Username;
import java.security.Key;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.lang.UnresolvableKeyException;

/// Decides whether a token is one of NoKube's and whom it speaks for. Pure: keys and time are given to it.
///
/// Nothing in the token chooses how it is verified, but for `kid`, which picks one of our own keys: there is one
/// algorithm, and `jwk`, `jku`, `x5c` and `x5u` are not looked at.
final class TokenVerifier {
    /// Clocks of replicas and callers may differ by so much.
    private static final int SKEW_SECONDS = 30;
    /// NoKube's own tokens have less than 1 KiB.
    private static final int MAX_LENGTH = 8 * 1024;

    private static final AlgorithmConstraints ALGORITHM =
            new AlgorithmConstraints(ConstraintType.PERMIT, Claims.ALGORITHM);

    private TokenVerifier() {}

    /// What came out of it.
    sealed interface Verdict {
        record Valid(VerifiedToken token) implements Verdict {}

        record Invalid() implements Verdict {}

        /// The key that the token names is not among those given; there may be newer ones.
        record UnknownKey() implements Verdict {}
    }

    static Verdict verify(String token, KeySet keys, Instant now) {
        if (token.length() > MAX_LENGTH) {
            return new Verdict.Invalid();
        }
        try {
            JwtContext context = consumer(keys, now).process(token);
            String kid = context.getJoseObjects().getFirst().getKeyIdHeaderValue();
            return verdict(token, kid, context.getJwtClaims());
        } catch (InvalidJwtException e) {
            return isUnknownKey(e) ? new Verdict.UnknownKey() : new Verdict.Invalid();
        } catch (MalformedClaimException e) {
            return new Verdict.Invalid();
        }
    }

    private static JwtConsumer consumer(KeySet keys, Instant now) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHM)
                .setVerificationKeyResolver((jws, nesting) -> key(jws, keys))
                .setExpectedIssuer(true, Claims.ISSUER)
                .setExpectedAudience(true, Claims.AUDIENCE)
                .setRequireSubject()
                .setRequireExpirationTime()
                // By which it can be ended before its time.
                .setRequireJwtId()
                .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
    }

    private static Key key(JsonWebSignature jws, KeySet keys) throws UnresolvableKeyException {
        String kid = jws.getKeyIdHeaderValue();
        Optional<SigningKey> key = kid == null ? Optional.empty() : keys.find(kid);
        return key.orElseThrow(() -> new UnresolvableKeyException("unknown kid"))
                .publicKey();
    }

    private static Verdict verdict(String token, String kid, JwtClaims claims) throws MalformedClaimException {
        String subject = claims.getSubject();
        if (!Username.isValid(subject) || !claims.hasClaim(Claims.GROUPS)) {
            return new Verdict.Invalid();
        }
        List<String> groups = claims.getStringListClaimValue(Claims.GROUPS);
        Instant expiresAt = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        Long generation = claims.getClaimValue(TokenIssuer.GENERATION, Long.class);
        return new Verdict.Valid(new VerifiedToken(
                token,
                new Caller(subject, new HashSet<>(groups)),
                issuedAt(claims),
                expiresAt,
                claims.getJwtId(),
                kid,
                generation == null ? 0 : generation,
                false));
    }

    private static Instant issuedAt(JwtClaims claims) throws MalformedClaimException {
        NumericDate issued = claims.getIssuedAt();
        return issued == null ? Instant.EPOCH : Instant.ofEpochSecond(issued.getValue());
    }

    private static boolean isUnknownKey(InvalidJwtException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvableKeyException) {
                return true;
            }
        }
        return false;
    }
}
