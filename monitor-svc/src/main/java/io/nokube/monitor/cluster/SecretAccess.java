package io.nokube.monitor.cluster;

/// Whether the Secrets of a namespace are seen.
public enum SecretAccess {
    /// They are being read, or the API server does not answer.
    PENDING,
    GRANTED,
    /// The service may not read them: its account has not been bound to `nokube-tenant` there.
    DENIED
}
