package io.nokube.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/// Signs users' tokens as the gateway does and shows the public key, for a service that runs without one.
final class TokenSigner implements AutoCloseable {
    private static final String KID = "tests";
    private static final long HOURS_SECONDS = 6 * 3600;

    private final KeyPair keys;
    private final HttpServer server;

    TokenSigner() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        byte[] jwks = """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}""".formatted(KID, base64(unsigned(key.getModulus())), base64(unsigned(key.getPublicExponent())))
                .getBytes(UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, jwks.length);
            try (var body = exchange.getResponseBody()) {
                body.write(jwks);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
    }

    String token(String username) {
        Instant now = Instant.now();
        String head = base64("""
                {"alg":"RS256","typ":"JWT","kid":"%s"}""".formatted(KID).getBytes(UTF_8));
        String claims = base64("""
                {"iss":"nokube","aud":"nokube","sub":"%s","upn":"%s","groups":["user"],"jti":"%s","iat":%d,"exp":%d}\
                """.formatted(
                        username,
                        username,
                        username,
                        now.getEpochSecond(),
                        now.plusSeconds(HOURS_SECONDS).getEpochSecond())
                .getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((head + "." + claims).getBytes(UTF_8));
            return head + "." + claims + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
