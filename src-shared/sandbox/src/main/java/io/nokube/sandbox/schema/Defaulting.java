package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Fills in defaults from the outside in, so that a default of `{}` gets the defaults of its fields.
final class Defaulting {

    private Defaulting() {}

    static void apply(JsonNode value, SchemaNode schema) {
        if (value instanceof ObjectNode object) {
            fillMissing(object, schema);
            for (var field : List.copyOf(object.properties())) {
                applyToField(object, field.getKey(), schema);
            }
        } else if (value instanceof ArrayNode array && schema.items() != null) {
            applyToItems(array, schema.items());
        }
    }

    private static void fillMissing(ObjectNode object, SchemaNode schema) {
        schema.properties().forEach((name, child) -> {
            if (child.defaultValue() != null && !object.has(name)) {
                object.set(name, child.defaultValue().deepCopy());
            }
        });
    }

    private static void applyToField(ObjectNode object, String name, SchemaNode schema) {
        var child = schema.child(name);
        if (child == null) {
            return;
        }
        if (child.countsAsAbsent(object.path(name))) {
            if (child.defaultValue() == null) {
                object.remove(name);
                return;
            }
            object.set(name, child.defaultValue().deepCopy());
        }
        apply(object.path(name), child);
    }

    /// A null item without a default stays, as its removal would move the others; validation refuses it.
    private static void applyToItems(ArrayNode array, SchemaNode schema) {
        for (int i = 0; i < array.size(); i++) {
            if (schema.countsAsAbsent(array.path(i)) && schema.defaultValue() != null) {
                array.set(i, schema.defaultValue().deepCopy());
            }
            apply(array.path(i), schema);
        }
    }
}
