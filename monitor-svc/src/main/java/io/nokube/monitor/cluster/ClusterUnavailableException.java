package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

/// The API server cannot be reached, or cannot serve just now. Trying again later may help.
public class ClusterUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    public ClusterUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Whether `e` says something about the API server or the way to it, and nothing about the request.
    public static boolean isShownBy(KubernetesClientException e) {
        return e.getCode() < 400 || e.getCode() >= 500 || e.getCode() == TOO_MANY_REQUESTS;
    }
}
