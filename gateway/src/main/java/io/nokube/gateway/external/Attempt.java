package io.nokube.gateway.external;

import io.nokube.names.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/// One attempt to sign in: everything that must be known to this browser alone comes from one secret, which is in its
/// cookie and nowhere else.
///
/// @param secret 43 characters of Base64url
record Attempt(String secret) {
    /// Under which the attempt is remembered here; it does not tell the secret.
    String id() {
        return Sha256.hex("id:" + secret);
    }

    /// What the provider gives back, so that nobody can be made to finish what another one began (RFC 6749, 10.12).
    String state() {
        return Sha256.hex("state:" + secret);
    }

    /// What the id token has to say, so that one from elsewhere is of no use (OpenID Connect Core, 3.1.2.1).
    String nonce() {
        return Sha256.hex("nonce:" + secret);
    }

    /// What makes a code that was overheard useless (RFC 7636, 4.1).
    String verifier() {
        return Sha256.hex("verifier:" + secret);
    }

    /// What is told of the verifier in advance (RFC 7636, 4.2, `S256`).
    String challenge() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    boolean isState(String given) {
        return MessageDigest.isEqual(
                state().getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    /// Without the secret, which must not get into a log.
    @Override
    public String toString() {
        return id();
    }
}
