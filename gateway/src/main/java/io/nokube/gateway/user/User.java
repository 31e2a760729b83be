package io.nokube.gateway.user;

import java.time.Instant;
import java.util.Set;

/// An account.
///
/// @param generation what its tokens carry: those of an earlier one are refused
/// @param disabled whether an administrator has shut it
public record User(
        String username,
        String email,
        String passwordHash,
        Set<String> roles,
        Instant createdAt,
        long generation,
        boolean disabled) {
    public User {
        roles = Set.copyOf(roles);
    }

    /// A new account.
    public User(String username, String email, String passwordHash, Set<String> roles, Instant createdAt) {
        this(username, email, passwordHash, roles, createdAt, 0, false);
    }

    /// Without the hash, which must not get into a log.
    @Override
    public String toString() {
        return username;
    }
}
