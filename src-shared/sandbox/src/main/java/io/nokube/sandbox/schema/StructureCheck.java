package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Checks everything that a schema says but its CEL rules, in the words of the API server.
final class StructureCheck {

    private final List<Cause> causes = new ArrayList<>();

    private StructureCheck() {}

    static List<Cause> check(ObjectNode object, SchemaNode schema) {
        var check = new StructureCheck();
        check.value(object, schema, FieldPath.ROOT);
        return List.copyOf(check.causes);
    }

    private void value(JsonNode value, SchemaNode schema, String path) {
        if (value.isNull() && schema.nullable()) {
            return;
        }
        if (!JsonType.fits(value, schema)) {
            causes.add(Cause.wrongType(path, JsonType.expected(schema), JsonType.of(value)));
            return;
        }
        causes.addAll(LimitCheck.check(value, schema.limits(), path));
        if (value.isObject()) {
            fields(value, schema, path);
        } else if (value.isArray() && schema.items() != null) {
            items(value, schema, schema.items(), path);
        }
    }

    private void fields(JsonNode object, SchemaNode schema, String path) {
        for (var name : schema.limits().required()) {
            if (!object.has(name)) {
                causes.add(Cause.required(FieldPath.child(path, name)));
            }
        }
        object.forEachEntry((name, value) -> {
            var child = schema.child(name);
            if (child != null) {
                value(value, child, FieldPath.child(path, name));
            }
        });
    }

    private void items(JsonNode array, SchemaNode schema, SchemaNode itemSchema, String path) {
        for (int i = 0; i < array.size(); i++) {
            value(array.path(i), itemSchema, FieldPath.item(path, i));
        }
        if (!schema.listKind().type().equals("atomic")) {
            duplicates(array, schema.listKind(), path);
        }
    }

    private void duplicates(JsonNode array, SchemaNode.ListKind kind, String path) {
        var seen = new HashSet<JsonNode>();
        for (int i = 0; i < array.size(); i++) {
            var identity = kind.type().equals("map") ? keyOf(array.path(i), kind) : array.path(i);
            if (!seen.add(identity)) {
                causes.add(Cause.duplicate(FieldPath.item(path, i), identity.toString()));
            }
        }
    }

    /// What tells an item of a list of type map from the others.
    static JsonNode keyOf(JsonNode item, SchemaNode.ListKind kind) {
        var key = JsonNodeFactory.instance.objectNode();
        for (var name : kind.keys()) {
            if (item.has(name)) {
                key.set(name, item.get(name));
            }
        }
        return key;
    }
}
