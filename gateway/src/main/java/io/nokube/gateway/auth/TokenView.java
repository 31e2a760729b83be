package io.nokube.gateway.auth;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A token as it is handed out.
///
/// @param expiresIn in seconds
@RegisterForReflection
@Schema(name = "Token")
public record TokenView(
        String accessToken,

        @Schema(enumeration = "Bearer") String tokenType,
        @Schema(description = "Seconds", examples = "43200") long expiresIn) {
    static TokenView bearer(String accessToken, Duration lifetime) {
        return new TokenView(accessToken, "Bearer", lifetime.toSeconds());
    }

    /// Without the token, which must not get into a log.
    @Override
    public String toString() {
        return tokenType;
    }
}
