package io.nokube.gateway.auth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// A key that tokens are signed with.
///
/// @param kid the public key's thumbprint (RFC 7638), so that the same key has the same id everywhere
/// @param retired whether it only verifies tokens that were signed before
record SigningKey(String kid, PrivateKey privateKey, RSAPublicKey publicKey, Instant createdAt, boolean retired) {
    private static final int BITS = 2048;

    static SigningKey generate(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
            return new SigningKey(thumbprint(publicKey), pair.getPrivate(), publicKey, now, false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make RSA keys", e);
        }
    }

    /// The key whose halves are `privateKey` (PKCS #8) and `publicKey` (SubjectPublicKeyInfo), both in Base64.
    static SigningKey decode(String kid, String privateKey, String publicKey, Instant createdAt, boolean retired) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            Base64.Decoder base64 = Base64.getDecoder();
            return new SigningKey(
                    kid,
                    factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(privateKey))),
                    (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(base64.decode(publicKey))),
                    createdAt,
                    retired);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key " + kid + " in the database cannot be read", e);
        }
    }

    String encodedPrivateKey() {
        return Base64.getEncoder().encodeToString(privateKey.getEncoded());
    }

    String encodedPublicKey() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /// The public half as a JSON Web Key (RFC 7517). There is nothing private in it.
    Map<String, String> publicJwk() {
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                kid,
                "n",
                base64Url(publicKey.getModulus()),
                "e",
                base64Url(publicKey.getPublicExponent()));
    }

    @Override
    public String toString() {
        return kid;
    }

    private static String thumbprint(RSAPublicKey key) throws GeneralSecurityException {
        String members = "{\"e\":\"" + base64Url(key.getPublicExponent()) + "\",\"kty\":\"RSA\",\"n\":\""
                + base64Url(key.getModulus()) + "\"}";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /// Without the zero byte that keeps a two's complement number positive (RFC 7518, section 2).
    private static String base64Url(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
