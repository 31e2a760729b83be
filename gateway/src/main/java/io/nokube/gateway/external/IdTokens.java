package io.nokube.gateway.external;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/// Reads a provider's id tokens as OpenID Connect Core, 3.1.3.7 has it. Pure: keys and time are given to it.
///
/// Only algorithms with a public key count, whatever the token says about itself.
final class IdTokens {
    private static final int SKEW_SECONDS = 60;
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.EDDSA);

    private IdTokens() {}

    /// What the token has to be for.
    record Expected(String issuer, String clientId, String nonce, Instant now) {}

    sealed interface Reading {
        record Known(ExternalIdentity identity) implements Reading {}

        /// None of the keys is the token's; there may be newer ones.
        record UnknownKey() implements Reading {}

        /// @param why for the log
        record Refused(String why) implements Reading {}
    }

    static Reading read(String token, JsonWebKeySet keys, Expected expected) {
        try {
            JwtClaims claims = consumer(keys, expected).processToClaims(token);
            return identity(claims, expected);
        } catch (InvalidJwtException e) {
            return isUnknownKey(e) ? new Reading.UnknownKey() : new Reading.Refused(codes(e));
        } catch (MalformedClaimException e) {
            return new Reading.Refused("a claim is malformed");
        }
    }

    private static JwtConsumer consumer(JsonWebKeySet keys, Expected expected) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedIssuer(true, expected.issuer())
                .setExpectedAudience(true, expected.clientId())
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(expected.now().getEpochSecond()))
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
    }

    private static Reading identity(JwtClaims claims, Expected expected) throws MalformedClaimException {
        if (!isSame(expected.nonce(), claims.getStringClaimValue("nonce"))) {
            return new Reading.Refused("the nonce is another one");
        }
        String party = claims.getStringClaimValue("azp");
        if (party != null && !party.equals(expected.clientId())) {
            return new Reading.Refused("it was given to another party");
        }
        boolean unconfirmed = Boolean.FALSE.equals(claims.getClaimValue("email_verified"));
        String email = unconfirmed ? null : claims.getStringClaimValue("email");
        List<String> names = new ArrayList<>();
        for (String claim : List.of("preferred_username", "nickname", "email", "name")) {
            Optional.ofNullable(claims.getStringClaimValue(claim)).ifPresent(names::add);
        }
        return new Reading.Known(new ExternalIdentity(expected.issuer(), claims.getSubject(), names, email));
    }

    private static boolean isSame(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /// The errors' numbers, since their texts repeat the token.
    private static String codes(InvalidJwtException e) {
        return "jose4j errors "
                + e.getErrorDetails().stream()
                        .map(detail -> detail.getErrorCode())
                        .toList();
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
