package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Optional;

/// What is asked of the API server itself, past the caches. Each method is one request.
public interface ClusterReader {
    Optional<Namespace> namespace(String name);

    /// Whether the API server answers, and whether it knows NoKubeApps.
    ///
    /// @throws ClusterUnavailableException where it does not answer
    boolean knowsApps();
}
