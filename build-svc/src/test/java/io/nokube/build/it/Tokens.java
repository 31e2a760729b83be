package io.nokube.build.it;

import io.nokube.identity.Claims;
import io.nokube.identity.Role;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;

/// Tokens as the gateway signs them. The key lies in a file, since test resources and tests need not share a class
/// loader.
final class Tokens {
    private static final String KEY_FILE = "nokube.test.private-key";

    private Tokens() {}

    /// @return the public key's file
    static Path writeKeys(Path directory) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            Path privateKey = Files.write(
                    directory.resolve("private.der"), pair.getPrivate().getEncoded());
            System.setProperty(KEY_FILE, privateKey.toString());
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPublic().getEncoded());
            return Files.writeString(
                    directory.resolve("public.pem"),
                    "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A GitHub App's key as GitHub hands it out: PKCS #1 in PEM.
    static String pem() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            // PKCS #8 has 26 bytes before the key of this length.
            byte[] inner = Arrays.copyOfRange(key, 26, key.length);
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(inner);
            return "-----BEGIN RSA PRIVATE KEY-----\n" + base64 + "\n-----END RSA PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static void deleteKeys(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String user(String username) {
        return token(username, Set.of(Role.USER));
    }

    static String admin(String username) {
        return token(username, Set.of(Role.USER, Role.ADMIN));
    }

    private static String token(String username, Set<String> roles) {
        try {
            byte[] der = Files.readAllBytes(Path.of(System.getProperty(KEY_FILE)));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            return Jwt.issuer(Claims.ISSUER)
                    .audience(Claims.AUDIENCE)
                    .subject(username)
                    .upn(username)
                    .groups(roles)
                    .expiresIn(Duration.ofMinutes(10))
                    .sign(key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
