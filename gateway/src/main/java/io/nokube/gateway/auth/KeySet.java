package io.nokube.gateway.auth;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys that are known, newest first. Pure.
record KeySet(List<SigningKey> keys) {
    static final KeySet EMPTY = new KeySet(List.of());

    KeySet {
        keys = keys.stream()
                .sorted(Comparator.comparing(SigningKey::createdAt).reversed().thenComparing(SigningKey::kid))
                .toList();
    }

    /// The key that new tokens are signed with.
    Optional<SigningKey> current() {
        return keys.stream().filter(key -> !key.retired()).findFirst();
    }

    Optional<SigningKey> find(String kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    List<Map<String, String>> publicJwks() {
        return keys.stream().map(SigningKey::publicJwk).toList();
    }
}
