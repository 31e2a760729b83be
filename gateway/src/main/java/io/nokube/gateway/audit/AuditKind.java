package io.nokube.gateway.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can happen. Written in lower case.
public enum AuditKind {
    ACCOUNT_CREATED,
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    IDENTITY_LINKED,
    PASSWORD_CHANGED,
    PASSWORD_CHANGE_FAILED,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    ACCOUNT_CHANGED,
    ACCOUNT_DELETED,
    ACCOUNT_DELETION_FAILED,
    KEY_ROTATED,
    KEY_REVOKED;

    /// As it is stored and shown.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AuditKind> parse(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
