package io.nokube.gateway.auth;

import io.smallrye.mutiny.Uni;

/// Whether a token that is signed and has time left was ended all the same.
@FunctionalInterface
interface Standing {
    Uni<Boolean> isGood(VerifiedToken token);

    /// Whether it is known without asking anybody that the token is good; false where it is not known.
    default boolean isKnownGood(VerifiedToken token) {
        return false;
    }
}
