package io.nokube.gateway.auth;

import io.smallrye.mutiny.Uni;

/// Whether a token that is signed and has time left was ended all the same.
@FunctionalInterface
interface Standing {
    Uni<Boolean> isGood(VerifiedToken token);
}
