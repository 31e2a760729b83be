package io.nokube.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// Tokens that must not be accepted, each by what is wrong with it.
final class ForgedTokens {
    private final SigningKey ours;
    private final Instant now;
    private final SigningKey theirs;

    ForgedTokens(SigningKey ours, Instant now) {
        this.ours = ours;
        this.now = now;
        this.theirs = SigningKey.generate(now);
    }

    String genuine() {
        return signed(claims(c -> {}), s -> {});
    }

    Map<String, String> all() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("empty", "");
        tokens.put("no token", "hello");
        tokens.put("three empty parts", "..");
        tokens.put("very long", "a".repeat(9_000));
        tokens.put("alg none", none("none"));
        tokens.put("alg NoNe", none("NoNe"));
        tokens.put("alg none with our signature", none("none") + genuine().split("\\.")[2]);
        tokens.put(
                "HS256 signed with our public key in DER",
                hmac("HS256", ours.publicKey().getEncoded()));
        tokens.put("HS256 signed with our public key in PEM", hmac("HS256", pem(ours.publicKey())));
        tokens.put("RS384 signed with our key", signed(claims(c -> {}), s -> s.setAlgorithmHeaderValue("RS384")));
        tokens.put("RS512 signed with our key", signed(claims(c -> {}), s -> s.setAlgorithmHeaderValue("RS512")));
        tokens.put("PS256 signed with our key", signed(claims(c -> {}), s -> s.setAlgorithmHeaderValue("PS256")));
        tokens.put("another's key under our kid", by(theirs.privateKey(), s -> {}));
        tokens.put(
                "another's key under its own kid", by(theirs.privateKey(), s -> s.setKeyIdHeaderValue(theirs.kid())));
        tokens.put(
                "another's key in jwk",
                by(
                        theirs.privateKey(),
                        s -> s.getHeaders().setJwkHeaderValue("jwk", new RsaJsonWebKey(theirs.publicKey()))));
        tokens.put("jku and no kid", by(theirs.privateKey(), s -> {
            s.setHeader("kid", null);
            s.setHeader("jku", "http://127.0.0.1:9/jwks.json");
        }));
        tokens.put("kid that is a path", by(theirs.privateKey(), s -> s.setKeyIdHeaderValue("../../../dev/null")));
        tokens.put("kid that is SQL", by(theirs.privateKey(), s -> s.setKeyIdHeaderValue("x' OR '1'='1")));
        tokens.put("no kid", signed(claims(c -> {}), s -> s.setHeader("kid", null)));
        tokens.put("wrong issuer", signed(claims(c -> c.setIssuer("https://evil.test")), s -> {}));
        tokens.put("no id", signed(claims(c -> c.unsetClaim("jti")), s -> {}));
        tokens.put("no issuer", signed(claims(c -> c.unsetClaim("iss")), s -> {}));
        tokens.put("wrong audience", signed(claims(c -> c.setAudience("another")), s -> {}));
        tokens.put("no audience", signed(claims(c -> c.unsetClaim("aud")), s -> {}));
        tokens.put("expired", signed(claims(c -> c.setExpirationTime(after(Duration.ofSeconds(-31)))), s -> {}));
        tokens.put("never expires", signed(claims(c -> c.unsetClaim("exp")), s -> {}));
        tokens.put("not valid yet", signed(claims(c -> c.setNotBefore(after(Duration.ofSeconds(35)))), s -> {}));
        tokens.put("no subject", signed(claims(c -> c.unsetClaim("sub")), s -> {}));
        tokens.put("subject that is no username", signed(claims(c -> c.setSubject("neo-app")), s -> {}));
        tokens.put("no groups", signed(claims(c -> c.unsetClaim("groups")), s -> {}));
        tokens.put("groups that are no list", signed(claims(c -> c.setClaim("groups", "admin")), s -> {}));
        tokens.put("an unknown critical header", signed(claims(c -> {}), s -> {
            s.setHeader("crit", List.of("x"));
            s.setHeader("x", "y");
        }));
        String[] parts = genuine().split("\\.");
        tokens.put(
                "changed claims",
                parts[0] + "." + base64(claims(c -> c.setSubject("admin")).toJson()) + "." + parts[2]);
        tokens.put("changed signature", parts[0] + "." + parts[1] + "." + flip(parts[2]));
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("two parts", parts[0] + "." + parts[1]);
        tokens.put("four parts", genuine() + ".x");
        return tokens;
    }

    private JwtClaims claims(Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("nokube");
        claims.setAudience("nokube");
        claims.setSubject("neo");
        claims.setClaim("upn", "neo");
        claims.setJwtId("the one");
        claims.setStringListClaim("groups", "user");
        claims.setExpirationTime(after(Duration.ofMinutes(5)));
        change.accept(claims);
        return claims;
    }

    private NumericDate after(Duration duration) {
        return NumericDate.fromSeconds(now.plus(duration).getEpochSecond());
    }

    private String by(PrivateKey key, Consumer<JsonWebSignature> change) {
        return signed(claims(c -> {}), s -> {
            s.setKey(key);
            change.accept(s);
        });
    }

    private String signed(JwtClaims claims, Consumer<JsonWebSignature> change) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(ours.kid());
        signature.setKey(ours.privateKey());
        signature.setPayload(claims.toJson());
        change.accept(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String none(String algorithm) {
        return base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + ours.kid() + "\"}") + "."
                + base64(claims(c -> {}).toJson()) + ".";
    }

    private String hmac(String algorithm, byte[] secret) {
        return signed(claims(c -> {}), s -> {
            s.setAlgorithmHeaderValue(algorithm);
            s.setKey(new HmacKey(secret));
        });
    }

    private static byte[] pem(RSAPublicKey key) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String flip(String signature) {
        return (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1);
    }
}
