package io.nokube.gateway.auth;

import io.nokube.identity.Caller;
import java.time.Instant;

/// A token whose signature, issuer, audience and times were right, and whom it speaks for.
///
/// @param compact the token itself, to be passed on
public record VerifiedToken(String compact, Caller caller, Instant expiresAt) {
    /// Without the token, which must not get into a log.
    @Override
    public String toString() {
        return caller.username();
    }
}
