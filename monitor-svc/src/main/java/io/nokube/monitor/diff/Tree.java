package io.nokube.monitor.diff;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Kubernetes object as plain maps, lists and scalars, as it goes over the wire.
public final class Tree {
    static final ObjectMapper MAPPER = new ObjectMapper();

    /// Who wrote what is the larger part of an object, and none of its content.
    private static final ObjectMapper CONTENT = new ObjectMapper().addMixIn(ObjectMeta.class, WithoutManagers.class);

    private Tree() {}

    interface WithoutManagers {
        @JsonIgnore
        List<ManagedFieldsEntry> getManagedFields();
    }

    public static Map<String, Object> of(Object value) {
        return of(value, MAPPER);
    }

    private static Map<String, Object> of(Object value, ObjectMapper mapper) {
        Map<String, Object> tree = new LinkedHashMap<>();
        ((Map<?, ?>) mapper.convertValue(value, Map.class)).forEach((key, item) -> tree.put(String.valueOf(key), item));
        return tree;
    }

    /// The part of `object` that can be owned: neither its identity nor its status.
    static Map<String, Object> content(HasMetadata object) {
        Map<String, Object> tree = of(object, CONTENT);
        tree.remove("apiVersion");
        tree.remove("kind");
        tree.remove("status");
        if (tree.get("metadata") instanceof Map<?, ?> metadata) {
            metadata.remove("name");
            metadata.remove("namespace");
        }
        return tree;
    }
}
