package io.nokube.gateway.upstream;

/// Why a service's address gave no answer.
public enum Failure {
    /// There was no connection: the service has seen nothing of the request.
    UNREACHABLE,
    /// There was no connection in time; the service has seen nothing, but much of the time is gone.
    CONNECT_TIMEOUT,
    /// The gateway has as many connections to it as it may: the address may be well.
    CROWDED,
    /// The connection ended, or what came on it was no answer: the request may have taken effect.
    BROKEN,
    /// No answer came in time: the request may take effect yet.
    TIMEOUT
}
