package io.nokube.monitor.cluster;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an informer holds, without what makes up most of it: `metadata.managedFields`, a tree of maps for everybody who
/// ever wrote the object. The trees of one kind are alike but for a few keys, so that all objects share their parts.
final class SlimStore<T extends HasMetadata> extends BasicItemStore<T> {
    private static final Interner<Object> SHARED = Interners.newWeakInterner();

    private final boolean keepsManagers;

    private SlimStore(boolean keepsManagers) {
        super(Cache::metaNamespaceKeyFunc);
        this.keepsManagers = keepsManagers;
    }

    /// For kinds whose fields are compared with what they should be.
    static <T extends HasMetadata> SlimStore<T> sharing() {
        return new SlimStore<>(true);
    }

    /// For kinds of which nobody asks who wrote them.
    static <T extends HasMetadata> SlimStore<T> forgetting() {
        return new SlimStore<>(false);
    }

    @Override
    public T put(String key, T object) {
        if (keepsManagers) {
            object.getMetadata().getManagedFields().forEach(entry -> share(entry.getFieldsV1()));
        } else {
            object.getMetadata().setManagedFields(List.of());
        }
        return super.put(key, object);
    }

    private static void share(FieldsV1 fields) {
        if (fields != null) {
            fields.setAdditionalProperties(shared(fields.getAdditionalProperties()));
        }
    }

    /// Equal to `tree` and in the same order; its parts are those of every other tree that has them.
    @SuppressWarnings("unchecked") // What is interned is of the type of what it is equal to.
    static Map<String, Object> shared(Map<String, Object> tree) {
        if (tree.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> parts = LinkedHashMap.newLinkedHashMap(tree.size());
        tree.forEach((key, value) -> parts.put(
                (String) SHARED.intern(key),
                value instanceof Map<?, ?> map ? shared((Map<String, Object>) map) : value));
        return (Map<String, Object>) SHARED.intern(parts);
    }
}
