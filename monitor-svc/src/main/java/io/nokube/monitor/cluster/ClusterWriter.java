package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.crd.NoKubeApp;
import java.util.Map;

/// Everything that changes the cluster. Each method is one request.
public interface ClusterWriter {
    /// Server-side apply under the name `manager`, also where somebody else owns a field.
    <T extends HasMetadata> WriteOutcome<T> apply(T object, String manager);

    /// Makes an object that must not be there yet (409 where it is).
    <T extends HasMetadata> WriteOutcome<T> create(T object);

    /// What `apply` would store, and nothing is.
    <T extends HasMetadata> WriteOutcome<T> dryRun(T object, String manager);

    /// Gives an app the annotations and the spec of `changed`, if it still is as `changed` was read (409 where not).
    WriteOutcome<NoKubeApp> change(NoKubeApp changed, String manager);

    /// What `change` would store, and nothing is.
    WriteOutcome<NoKubeApp> dryRunChange(NoKubeApp changed, String manager);

    /// Takes fields out of an object, or puts others in their place, if it still is as `object`.
    ///
    /// @param fields what is to be under JSON pointers (RFC 6901); empty for nothing
    <T extends HasMetadata> WriteOutcome<T> clear(T object, Map<String, Map<String, Object>> fields);

    /// Puts labels on an object that is there (404 where it is not).
    <T extends HasMetadata> WriteOutcome<T> label(T object, Map<String, String> labels);

    /// Removes the object, and what it owns with it; nothing where it is gone already.
    <T extends HasMetadata> WriteOutcome<T> delete(T object);
}
