package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;

/// Everything that changes the cluster. Each method is one request.
public interface ClusterWriter {
    /// Server-side apply under the name `manager`, also where somebody else owns a field.
    <T extends HasMetadata> WriteOutcome<T> apply(T object, String manager);

    /// Makes an object that must not be there yet (409 where it is).
    <T extends HasMetadata> WriteOutcome<T> create(T object);

    /// Removes exactly this object, and what it owns with it; no other of the same name.
    <T extends HasMetadata> WriteOutcome<T> delete(T object);
}
