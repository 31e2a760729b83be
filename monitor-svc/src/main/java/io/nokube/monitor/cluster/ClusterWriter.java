package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/// Everything that changes the cluster. Each method is one request.
public interface ClusterWriter {
    /// Server-side apply under the name `manager`, also where somebody else owns a field.
    <T extends HasMetadata> WriteOutcome<T> apply(T object, String manager);

    /// Makes an object that must not be there yet (409 where it is).
    <T extends HasMetadata> WriteOutcome<T> create(T object);

    /// Takes fields out of an object, if it still is as `object`.
    ///
    /// @param pointers JSON pointers (RFC 6901)
    <T extends HasMetadata> WriteOutcome<T> clear(T object, List<String> pointers);

    /// Removes the object, and what it owns with it; nothing where it is gone already.
    <T extends HasMetadata> WriteOutcome<T> delete(T object);
}
