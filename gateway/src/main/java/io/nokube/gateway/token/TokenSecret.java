package io.nokube.gateway.token;

import io.nokube.names.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// A personal access token's text: `nk_` and 256 bits of chance, which is why a fast hash is enough to keep it.
///
/// @param value shown once, when it is made
public record TokenSecret(String value) {
    public static final String PREFIX = "nk_";
    private static final int BYTES = 32;
    private static final int SHOWN = 4;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    static TokenSecret next(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Whether `text` is written like one.
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /// What is stored: SHA-256, in hexadecimal.
    String hash() {
        return Sha256.hex(value);
    }

    /// Its beginning, by which its owner knows it again.
    String hint() {
        return value.substring(0, PREFIX.length() + SHOWN) + "…";
    }

    /// Without the secret, which must not get into a log.
    @Override
    public String toString() {
        return hint();
    }
}
