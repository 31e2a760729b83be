package io.nokube.gateway.external;

/// As whom NoKube is known to a provider.
record ClientCredentials(String id, String secret) {
    /// Without the secret, which must not get into a log.
    @Override
    public String toString() {
        return id;
    }
}
