package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;

/// Objects as they are, but for `metadata.managedFields`: for a kind of which there are few, that is asked for all the
/// time, and of which nobody asks who wrote it.
final class SlimStore<T extends HasMetadata> extends BasicItemStore<T> {
    SlimStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public T put(String key, T object) {
        object.getMetadata().setManagedFields(List.of());
        return super.put(key, object);
    }
}
