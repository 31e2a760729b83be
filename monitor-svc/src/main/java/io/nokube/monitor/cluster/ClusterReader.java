package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.nokube.crd.NoKubeApp;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is asked of the API server itself, past the caches. Each method is one request.
public interface ClusterReader {
    Optional<Namespace> namespace(String name);

    /// The app itself, as it is now.
    Optional<NoKubeApp> app(String namespace, String name);

    /// The Certificate that cert-manager made under this name; empty where there is none, or no cert-manager.
    Optional<HasMetadata> certificate(String namespace, String name);

    /// An object of the same kind and name as `like`.
    Optional<HasMetadata> find(HasMetadata like);

    List<ConfigMap> configMaps(String namespace, String label);

    /// The quotas that NoKube made, of all projects.
    List<ResourceQuota> quotas();

    /// Whether this service may read all Secrets of a namespace.
    boolean mayReadSecrets(String namespace);

    /// Whether the cluster has the API group.
    boolean knows(String apiGroup);

    /// What the cluster's nodes are built like, in the words of Go (`amd64`, `arm64`); of a large cluster, what its
    /// first
    /// nodes are.
    Set<String> architectures();

    /// The service's own namespace. No request.
    String home();

    /// Whether the API server answers, and whether it knows NoKubeApps.
    ///
    /// @throws ClusterUnavailableException where it does not answer
    boolean knowsApps();
}
