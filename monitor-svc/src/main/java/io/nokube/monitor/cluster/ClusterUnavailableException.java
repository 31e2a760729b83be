package io.nokube.monitor.cluster;

/// The API server cannot be reached, or cannot serve just now. Trying again later may help.
public final class ClusterUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
