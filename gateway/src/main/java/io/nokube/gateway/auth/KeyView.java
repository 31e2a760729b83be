package io.nokube.gateway.auth;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A signing key, without the key.
@RegisterForReflection
@Schema(name = "SigningKey")
public record KeyView(
        @Schema(description = "As in the key set and in the head of tokens")
        String kid,

        Instant createdAt,

        @Schema(description = "From then on new tokens are signed with it")
        Instant signsFrom) {
    static KeyView of(SigningKey key, KeySet known) {
        return new KeyView(key.kid(), key.createdAt(), known.signsFrom(key));
    }
}
