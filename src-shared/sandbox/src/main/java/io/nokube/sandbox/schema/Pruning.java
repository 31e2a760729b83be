package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Removes fields that the schema does not know.
final class Pruning {

    /// What every Kubernetes object has, whatever its schema says.
    static final Set<String> OBJECT_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final List<String> removed = new ArrayList<>();

    private Pruning() {}

    static List<String> prune(ObjectNode object, SchemaNode schema) {
        var pruning = new Pruning();
        pruning.pruneFields(object, schema, FieldPath.ROOT);
        return List.copyOf(pruning.removed);
    }

    private void pruneValue(JsonNode value, SchemaNode schema, String path) {
        if (value instanceof ObjectNode object) {
            pruneFields(object, schema, path);
        } else if (value.isArray() && schema.items() != null) {
            for (int i = 0; i < value.size(); i++) {
                pruneValue(value.path(i), schema.items(), FieldPath.item(path, i));
            }
        }
    }

    private void pruneFields(ObjectNode object, SchemaNode schema, String path) {
        for (var field : List.copyOf(object.properties())) {
            var name = field.getKey();
            var childPath = FieldPath.child(path, name);
            if (schema.embedded() && OBJECT_FIELDS.contains(name)) {
                continue;
            }
            var child = schema.child(name);
            if (child != null) {
                pruneValue(field.getValue(), child, childPath);
            } else if (!schema.preserveUnknown()) {
                object.remove(name);
                removed.add(childPath);
            }
        }
    }
}
