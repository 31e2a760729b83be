package io.nokube.gateway.route;

/// Whom a route lets through.
public enum Access {
    /// Only callers whose token the gateway has verified.
    AUTHENTICATED,
    /// Everybody, without an identity: the service checks in its own way, such as a webhook's signature.
    PUBLIC
}
