package io.nokube.gateway.auth;

import io.nokube.names.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tokens that were found valid lately, so that a signature is not verified with every request. Looked up by their
/// SHA-256; the ones used longest ago give way.
final class VerifiedTokens {
    private final int capacity;
    private final Duration keptFor;
    private final Map<String, Kept> entries;

    private record Kept(VerifiedToken token, Instant until) {}

    VerifiedTokens(int capacity, Duration keptFor) {
        this.capacity = capacity;
        this.keptFor = keptFor;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > VerifiedTokens.this.capacity;
            }
        };
    }

    synchronized Optional<VerifiedToken> find(String token, Instant now) {
        String digest = Sha256.hex(token);
        Kept entry = entries.get(digest);
        if (entry == null) {
            return Optional.empty();
        }
        if (!now.isBefore(entry.until())) {
            entries.remove(digest);
            return Optional.empty();
        }
        return Optional.of(entry.token());
    }

    /// @param presented what the caller sent, for which `token` stands
    synchronized void keep(String presented, VerifiedToken token, Instant now) {
        Instant until = now.plus(keptFor);
        entries.put(
                Sha256.hex(presented), new Kept(token, until.isBefore(token.expiresAt()) ? until : token.expiresAt()));
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized int size() {
        return entries.size();
    }
}
