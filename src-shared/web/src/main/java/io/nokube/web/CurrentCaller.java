package io.nokube.web;

import io.nokube.identity.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/// The verified caller of the request that is being handled.
@ApplicationScoped
public class CurrentCaller {
    private final SecurityIdentity identity;

    public CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /// Only to be asked where an annotation has let nobody in but authenticated callers.
    ///
    /// @throws IllegalStateException where nobody is signed in
    public Caller get() {
        if (identity.isAnonymous()) {
            throw new IllegalStateException("An endpoint that asks who calls must not be open to everybody");
        }
        return new Caller(identity.getPrincipal().getName(), identity.getRoles());
    }
}
