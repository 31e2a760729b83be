package io.nokube.identity;

/// The roles in a token's `groups`.
public final class Role {
    /// Everybody who has an account.
    public static final String USER = "user";
    /// Sees and may act for everybody.
    public static final String ADMIN = "admin";

    private Role() {}
}
