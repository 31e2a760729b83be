package io.nokube.gateway.user;

import java.time.Instant;
import java.util.Set;

/// An account.
public record User(String username, String email, String passwordHash, Set<String> roles, Instant createdAt) {
    public User {
        roles = Set.copyOf(roles);
    }

    /// Without the hash, which must not get into a log.
    @Override
    public String toString() {
        return username;
    }
}
