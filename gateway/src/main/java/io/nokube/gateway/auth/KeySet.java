package io.nokube.gateway.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys that are known, newest first. Pure.
///
/// A new key is shown for a while before anything is signed with it, until everybody who keeps a copy of the public
/// keys
/// (`Cache-Control` of the key set, and what each replica remembers) has seen it. So nobody ever meets a token of a key
/// that he does not know, and all replicas change over at the same time without being told.
record KeySet(List<SigningKey> keys) {
    static final KeySet EMPTY = new KeySet(List.of());

    KeySet {
        keys = keys.stream()
                .sorted(Comparator.comparing(SigningKey::createdAt).reversed().thenComparing(SigningKey::kid))
                .toList();
    }

    /// How long a key is shown before it signs: twice as long as the key set may be kept.
    static final Duration SHOWN_FIRST = Duration.ofMinutes(10);

    /// How long a key stays after its successor signs: as long as any token may be configured to live (30 days), and
    /// some time for clocks and caches.
    static final Duration KEPT = Duration.ofDays(30).plusHours(1);

    /// The key that new tokens are signed with: the newest that was shown long enough. Where none was, the oldest.
    Optional<SigningKey> current(Instant now) {
        List<SigningKey> signing = keys.stream().filter(key -> !key.retired()).toList();
        Optional<SigningKey> shown =
                signing.stream().filter(key -> !signsFrom(key).isAfter(now)).findFirst();
        return shown.isPresent() || signing.isEmpty() ? shown : Optional.of(signing.getLast());
    }

    /// When `key` begins to sign, or began: the first one had nothing to wait for.
    Instant signsFrom(SigningKey key) {
        boolean first = keys.getLast().kid().equals(key.kid());
        return first ? key.createdAt() : key.createdAt().plus(SHOWN_FIRST);
    }

    /// The newest key that signs or is going to.
    Optional<SigningKey> newest() {
        return keys.stream().filter(key -> !key.retired()).findFirst();
    }

    /// Whether it is time for a new key: the newest is older than `age`, or there is none.
    boolean isRotationDue(Duration age, Instant now) {
        return newest().map(key -> !key.createdAt().plus(age).isAfter(now)).orElse(true);
    }

    /// The keys no token of which can be valid any more.
    List<SigningKey> expired(Instant now) {
        return keys.stream()
                .filter(key -> keys.stream().anyMatch(next -> !next.retired() && succeeded(key, next, now)))
                .toList();
    }

    private boolean succeeded(SigningKey key, SigningKey next, Instant now) {
        return next.createdAt().isAfter(key.createdAt())
                && signsFrom(next).plus(KEPT).isBefore(now);
    }

    Optional<SigningKey> find(String kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    List<Map<String, String>> publicJwks() {
        return keys.stream().map(SigningKey::publicJwk).toList();
    }
}
