package io.nokube.gateway.route;

/// Whom a route lets through.
public enum Access {
    /// Only callers whose token the gateway has verified.
    AUTHENTICATED,
    /// Everybody, without an identity: the service checks in its own way, such as a webhook's signature.
    PUBLIC,
    /// Everybody who sends an `Authorization` header, which is passed on as it is: the service verifies a token that is
    /// not NoKube's, such as the one that GitHub gives a workflow's job.
    DELEGATED
}
