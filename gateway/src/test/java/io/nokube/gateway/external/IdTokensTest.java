package io.nokube.gateway.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.gateway.external.IdTokens.Expected;
import io.nokube.gateway.external.IdTokens.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdTokensTest {
    private static final Instant NOW = Instant.parse("2025-08-18T10:30:00Z");
    private static final Expected EXPECTED = new Expected("https://login.example.com", "nokube", "n-0S6", NOW);
    private static final RsaJsonWebKey KEY = rsa("one");

    @Test
    void readsWhoItIs() throws Exception {
        Reading reading = IdTokens.read(signed(claims(), KEY), new JsonWebKeySet(KEY), EXPECTED);
        assertThat(reading)
                .isEqualTo(new Reading.Known(new ExternalIdentity(
                        "https://login.example.com",
                        "248289761001",
                        List.of("j.doe", "jane@example.com"),
                        "jane@example.com")));
    }

    @Test
    void takesEllipticCurvesToo() throws Exception {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("curve");
        JsonWebSignature jws = signature(claims(), "curve");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKey(key.getEcPrivateKey());
        assertThat(IdTokens.read(jws.getCompactSerialization(), new JsonWebKeySet(key), EXPECTED))
                .isInstanceOf(Reading.Known.class);
    }

    @Test
    void anUnconfirmedAddressIsNone() throws Exception {
        JwtClaims claims = claims();
        claims.setClaim("email_verified", false);
        assertThat(IdTokens.read(signed(claims, KEY), new JsonWebKeySet(KEY), EXPECTED))
                .isInstanceOfSatisfying(
                        Reading.Known.class,
                        known -> assertThat(known.identity().email()).isNull());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("another issuer", claims -> claims.setIssuer("https://evil.example")),
                wrong("another audience", claims -> claims.setAudience("somebody-else")),
                wrong("no audience", claims -> claims.unsetClaim("aud")),
                wrong("another party", claims -> claims.setStringClaim("azp", "somebody-else")),
                wrong("over", claims -> claims.setExpirationTime(time(NOW.minusSeconds(120)))),
                wrong("no end", claims -> claims.unsetClaim("exp")),
                wrong("no beginning", claims -> claims.unsetClaim("iat")),
                wrong("nobody", claims -> claims.unsetClaim("sub")),
                wrong("another nonce", claims -> claims.setStringClaim("nonce", "replayed")),
                wrong("no nonce", claims -> claims.unsetClaim("nonce")),
                wrong("a nonce that is no text", claims -> claims.setClaim("nonce", 7)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesWhatIsNotMeantForUs(String name, Consumer<JwtClaims> change) throws Exception {
        JwtClaims claims = claims();
        change.accept(claims);
        assertThat(IdTokens.read(signed(claims, KEY), new JsonWebKeySet(KEY), EXPECTED))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    void refusesAnotherKeysSignatureUnderTheSameName() throws Exception {
        assertThat(IdTokens.read(signed(claims(), rsa("one")), new JsonWebKeySet(KEY), EXPECTED))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    void saysWhenTheKeyIsNotKnown() throws Exception {
        assertThat(IdTokens.read(signed(claims(), rsa("two")), new JsonWebKeySet(KEY), EXPECTED))
                .isInstanceOf(Reading.UnknownKey.class);
    }

    @Test
    void refusesATokenWithoutASignature() throws Exception {
        JsonWebSignature jws = signature(claims(), "one");
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        assertThat(IdTokens.read(jws.getCompactSerialization(), new JsonWebKeySet(KEY), EXPECTED))
                .isNotInstanceOf(Reading.Known.class);
    }

    @Test
    void refusesAPublicKeyUsedAsASecret() throws Exception {
        JsonWebSignature jws = signature(claims(), "one");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKey(new HmacKey(KEY.getRsaPublicKey().getEncoded()));
        assertThat(IdTokens.read(jws.getCompactSerialization(), new JsonWebKeySet(KEY), EXPECTED))
                .isNotInstanceOf(Reading.Known.class);
    }

    @Test
    void refusesWhatIsNoToken() throws Exception {
        for (String text : List.of("", "a.b.c", "{}", "é".repeat(100))) {
            assertThat(IdTokens.read(text, new JsonWebKeySet(KEY), EXPECTED)).isInstanceOf(Reading.Refused.class);
        }
    }

    @Test
    void theReasonForTheLogRepeatsNothingOfTheToken() throws Exception {
        JwtClaims claims = claims();
        claims.setIssuer("https://evil.example");
        assertThat(IdTokens.read(signed(claims, KEY), new JsonWebKeySet(KEY), EXPECTED))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.why()).doesNotContain("evil", "jane"));
    }

    private static Arguments wrong(String name, Consumer<JwtClaims> change) {
        return Arguments.of(name, change);
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("https://login.example.com");
        claims.setAudience("nokube");
        claims.setSubject("248289761001");
        claims.setIssuedAt(time(NOW));
        claims.setExpirationTime(time(NOW.plusSeconds(300)));
        claims.setStringClaim("nonce", "n-0S6");
        claims.setStringClaim("preferred_username", "j.doe");
        claims.setStringClaim("email", "jane@example.com");
        claims.setClaim("email_verified", true);
        return claims;
    }

    private static NumericDate time(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }

    private static String signed(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
        JsonWebSignature jws = signature(claims, key.getKeyId());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setKey(key.getPrivateKey());
        return jws.getCompactSerialization();
    }

    private static JsonWebSignature signature(JwtClaims claims, String kid) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayloadBytes(claims.toJson().getBytes(StandardCharsets.UTF_8));
        jws.setKeyIdHeaderValue(kid);
        return jws;
    }

    private static RsaJsonWebKey rsa(String kid) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
