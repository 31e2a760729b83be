package io.nokube.monitor.cluster;

/// The API server serves, but could not do this: what it asked in turn did not answer, or it had nothing left to give.
public final class ClusterFailedException extends ClusterUnavailableException {
    private static final long serialVersionUID = 1L;

    /// @param failed its message is the API server's own
    public ClusterFailedException(WriteOutcome.Failed<?> failed) {
        super(failed.message(), null);
    }
}
