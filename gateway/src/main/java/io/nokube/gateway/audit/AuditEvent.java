package io.nokube.gateway.audit;

import org.jspecify.annotations.Nullable;

/// Something that happened just now.
///
/// @param username whose account it is about; null where what was typed is no username, and may be a password
/// @param address where the request came from; null where there was none
/// @param detail what else is worth knowing, such as a token's name
public record AuditEvent(
        AuditKind kind,
        @Nullable String username,
        @Nullable String address,
        @Nullable String detail) {
    public static AuditEvent of(AuditKind kind, @Nullable String username, @Nullable String address) {
        return new AuditEvent(kind, username, address, null);
    }

    public AuditEvent with(String detail) {
        return new AuditEvent(kind, username, address, detail);
    }
}
