package io.nokube.gateway.user;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a password must be like. There is no rule about its characters: length is what makes it hard to guess.
public final class PasswordRule {
    private static final int MIN_CHARACTERS = 12;
    /// bcrypt reads no further. A longer password is refused rather than cut without a word.
    private static final int MAX_BYTES = 72;

    private PasswordRule() {}

    /// What is wrong with `password`; empty where nothing is.
    public static Optional<String> violation(String password) {
        if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
            return Optional.of("must have at least 12 characters");
        }
        if (!fits(password)) {
            return Optional.of("must have at most 72 bytes in UTF-8 (72 plain letters and digits)");
        }
        if (password.indexOf(0) >= 0) {
            return Optional.of("must not contain the character NUL");
        }
        return Optional.empty();
    }

    /// Whether all of `password` counts when it is hashed.
    public static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}
