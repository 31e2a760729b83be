package io.nokube.gateway.auth;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/// A token as it is handed out.
///
/// @param expiresIn in seconds
@RegisterForReflection
public record TokenView(String accessToken, String tokenType, long expiresIn) {
    static TokenView bearer(String accessToken, Duration lifetime) {
        return new TokenView(accessToken, "Bearer", lifetime.toSeconds());
    }

    /// Without the token, which must not get into a log.
    @Override
    public String toString() {
        return tokenType;
    }
}
