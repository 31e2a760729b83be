package io.nokube.identity;

import java.util.Set;

/// The verified caller of a request.
public record Caller(String username, Set<String> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    /// Whether what belongs to `owner` exists for this caller.
    public boolean mayActFor(String owner) {
        return isAdmin() || username.equals(owner);
    }
}
