package io.nokube.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digests and commits of a sandbox: made up, but always the same for the same thing.
final class Hashes {
    private Hashes() {}

    static String digestOf(String buildId) {
        return "sha256:" + hex("SHA-256", "image of " + buildId);
    }

    static String commitOf(String repository, String branch) {
        return hex("SHA-1", repository + "@" + branch);
    }

    static String of(String text) {
        return hex("SHA-256", text);
    }

    private static String hex(String algorithm, String text) {
        try {
            var hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
