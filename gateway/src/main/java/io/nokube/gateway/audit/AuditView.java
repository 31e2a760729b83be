package io.nokube.gateway.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An event as administrators see it.
@RegisterForReflection
@Schema(name = "AuditEvent")
public record AuditView(
        long id,
        Instant at,

        @Schema(
                enumeration = {
                    "account_created",
                    "signed_in",
                    "sign_in_failed",
                    "signed_out",
                    "identity_linked",
                    "password_changed",
                    "password_change_failed",
                    "token_created",
                    "token_revoked",
                    "account_changed",
                    "account_deleted",
                    "account_deletion_failed",
                    "key_rotated",
                    "key_revoked"
                },
                description = "What happened",
                examples = "signed_in")
        String kind,

        @Schema(nullable = true, description = "Whose account it is about; null where what was typed is no username")
        @Nullable
        String username,

        @Schema(nullable = true, description = "Where the request came from", examples = "192.0.2.7") @Nullable
        String address,

        @Schema(nullable = true, description = "What else is worth knowing, such as a token's name") @Nullable
        String detail) {}
