package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Secrets as they may be shown: it can be seen that a value changes, and not what it is.
final class SecretHashes {
    private static final int SHOWN = 12;

    private SecretHashes() {}

    /// The names of what is in `secret`, each with a hash of its value.
    static Map<String, Object> of(Secret secret) {
        Map<String, Object> hashes = new TreeMap<>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .forEach((name, value) ->
                        hashes.put(name, "sha256:" + sha256(value).substring(0, SHOWN)));
        return hashes;
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
