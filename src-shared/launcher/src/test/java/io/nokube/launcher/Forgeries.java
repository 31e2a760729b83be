package io.nokube.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens that anybody can make who has read the public keys and one token of his own, each by what it tries.
final class Forgeries {
    private final String genuine;
    private final String kid;
    private final PublicKey ours;
    private final String claims;

    /// @param key the public key as the gateway shows it (JWK)
    /// @param genuine a token that is signed with it
    Forgeries(JsonNode key, String genuine, String username) throws GeneralSecurityException {
        this.genuine = genuine;
        this.kid = key.path("kid").asText();
        this.ours = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key.path("n")), number(key.path("e"))));
        this.claims =
                """
                {"iss":"nokube","aud":"nokube","sub":"%s","upn":"%s","groups":["user","admin"],"jti":"forged","exp":%d}\
                """.formatted(username, username, Instant.now().plusSeconds(600).getEpochSecond());
    }

    Map<String, String> all() throws GeneralSecurityException {
        PrivateKey theirs =
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        String[] parts = genuine.split("\\.");
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("alg none", head("none", kid) + "." + base64(claims) + ".");
        tokens.put("alg None with our signature", head("None", kid) + "." + base64(claims) + "." + parts[2]);
        tokens.put("HS256 with the public key in DER", hmac(ours.getEncoded()));
        tokens.put("HS256 with the public key in PEM", hmac(pem(ours)));
        tokens.put("the token of another installation", signed(theirs, "another"));
        tokens.put("the token of another installation under our kid", signed(theirs, kid));
        tokens.put("a kid that is a path", signed(theirs, "../../../../dev/null"));
        tokens.put("other claims under our signature", parts[0] + "." + base64(claims) + "." + parts[2]);
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("a personal access token that never was", "nk_" + "A".repeat(43));
        tokens.put("the public key", Base64.getEncoder().encodeToString(ours.getEncoded()));
        return tokens;
    }

    private String signed(PrivateKey key, String id) throws GeneralSecurityException {
        String content = head("RS256", id) + "." + base64(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(UTF_8));
        return content + "." + base64(signature.sign());
    }

    private String hmac(byte[] secret) throws GeneralSecurityException {
        String content = head("HS256", kid) + "." + base64(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
    }

    private static String head(String algorithm, String id) {
        return base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + id + "\"}");
    }

    private static byte[] pem(PublicKey key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n").getBytes(UTF_8);
    }

    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asText()));
    }

    private static String base64(String text) {
        return base64(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
