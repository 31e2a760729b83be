package io.nokube.gateway.auth;

import io.nokube.identity.Caller;
import java.time.Instant;

/// A token whose signature, issuer, audience and times were right, and whom it speaks for.
///
/// @param compact the token itself, to be passed on
/// @param id its own (`jti`); empty where it has none
/// @param generation of its user, when it was made
/// @param issuedAt when it was made
/// @param kid of the key that signed it; empty where nobody has to ask about that
/// @param personal whether the caller sent a personal access token, for which this one stands
public record VerifiedToken(
        String compact,
        Caller caller,
        Instant issuedAt,
        Instant expiresAt,
        String id,
        String kid,
        long generation,
        boolean personal) {
    public VerifiedToken(String compact, Caller caller, Instant expiresAt) {
        this(compact, caller, Instant.EPOCH, expiresAt, "", "", 0, false);
    }

    /// Without the token, which must not get into a log.
    @Override
    public String toString() {
        return caller.username();
    }
}
