package io.nokube.gateway.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A personal access token as its owner sees it.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "PersonalToken")
public record PersonalTokenView(
        long id,
        @Schema(examples = "deploy from CI") String name,

        @Schema(description = "How the token begins", examples = "nk_x7Fq…")
        String hint,

        @Schema(
                description = "The token itself. Only in the answer that made it, and null afterwards.",
                nullable = true)
        @Nullable
        String token,

        Instant createdAt,

        @Schema(description = "Null where it never expires", nullable = true) @Nullable
        Instant expiresAt,

        @Schema(description = "When it was last used, to the minute; null where it never was", nullable = true)
        @Nullable
        Instant lastUsedAt) {
    PersonalTokenView with(TokenSecret secret) {
        return new PersonalTokenView(id, name, hint, secret.value(), createdAt, expiresAt, lastUsedAt);
    }

    /// Without the token, which must not get into a log.
    @Override
    public String toString() {
        return hint;
    }
}
