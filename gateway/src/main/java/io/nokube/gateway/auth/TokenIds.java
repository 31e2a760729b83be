package io.nokube.gateway.auth;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/// Token ids (`jti`) nobody can guess.
@Singleton
class TokenIds {
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
