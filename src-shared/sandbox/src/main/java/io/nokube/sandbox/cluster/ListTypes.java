package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which lists are maps by key, and which objects are one value, for merging and for ownership of fields.
///
/// A custom resource says so in its schema (`x-kubernetes-list-type`); for built-in kinds it is known here, by the
/// field's name, as far as Kubernetes' OpenAPI says so.
final class ListTypes {
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("conditions", List.of("type")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")));
    private static final List<String> ATOMIC_OBJECTS = List.of(
            "selector",
            "fieldRef",
            "configMapKeyRef",
            "secretKeyRef",
            "resourceFieldRef",
            "podSelector",
            "namespaceSelector");

    private final boolean isCustom;

    ListTypes(Kind kind) {
        this.isCustom = kind.definition() != null;
    }

    /// The keys of the list-map `field`, or null where the list is one value. `schema` is the list's own, for custom
    /// resources.
    @Nullable
    List<String> keys(String field, JsonNode sample, @Nullable JsonNode schema) {
        if (isCustom) {
            return schema == null ? metadataKeys(field) : definedKeys(schema);
        }
        if (field.equals("ports")) {
            return sample.path(0).has("containerPort") ? List.of("containerPort", "protocol") : portKeys(sample);
        }
        return sample.path(0).isObject() ? KEYS.get(field) : null;
    }

    private static @Nullable List<String> metadataKeys(String field) {
        return field.equals("ownerReferences") ? KEYS.get(field) : null;
    }

    private static @Nullable List<String> definedKeys(JsonNode schema) {
        return isOfType(schema, "x-kubernetes-list-type", "map")
                ? schema.path("x-kubernetes-list-map-keys")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList()
                : null;
    }

    private static @Nullable List<String> portKeys(JsonNode sample) {
        return sample.path(0).path("port").isNumber() ? List.of("port", "protocol") : null;
    }

    boolean isSet(String field, @Nullable JsonNode schema) {
        return schema == null ? field.equals("finalizers") : isOfType(schema, "x-kubernetes-list-type", "set");
    }

    boolean isAtomic(String field, @Nullable JsonNode schema) {
        return isCustom ? isOfType(schema, "x-kubernetes-map-type", "atomic") : ATOMIC_OBJECTS.contains(field);
    }

    private static boolean isOfType(@Nullable JsonNode schema, String keyword, String type) {
        return schema != null && schema.path(keyword).asText().equals(type);
    }

    static @Nullable JsonNode items(@Nullable JsonNode schema) {
        return schema == null ? null : schema.get("items");
    }

    /// `{"containerPort":3000,"protocol":"TCP"}`: an item's key in `fieldsV1`, with the default protocol filled in.
    static ObjectNode key(JsonNode item, List<String> keys) {
        ObjectNode key = Json.object();
        for (String name : keys) {
            if (item.has(name)) {
                key.set(name, item.get(name));
            } else if (name.equals("protocol")) {
                key.put(name, "TCP");
            }
        }
        return key;
    }
}
