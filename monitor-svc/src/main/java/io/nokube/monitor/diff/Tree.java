package io.nokube.monitor.diff;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/// A Kubernetes object as plain maps, lists and scalars, as it goes over the wire.
public final class Tree {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Tree() {}

    public static Map<String, Object> of(Object value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        ((Map<?, ?>) MAPPER.convertValue(value, Map.class)).forEach((key, item) -> tree.put(String.valueOf(key), item));
        return tree;
    }

    /// The part of `object` that can be owned: neither its identity nor its status.
    static Map<String, Object> content(HasMetadata object) {
        Map<String, Object> tree = of(object);
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
