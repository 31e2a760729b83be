package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One level of a schema, read and compiled.
///
/// @param type empty where any type is allowed
/// @param additional the schema of values whose names are not in `properties`
/// @param preserveUnknown whether fields that no schema knows are kept
/// @param embedded whether it is a whole Kubernetes object, as the root is, which always has apiVersion, kind and
/// metadata
record SchemaNode(
        String type,
        boolean intOrString,
        boolean nullable,
        boolean preserveUnknown,
        boolean embedded,
        @Nullable JsonNode defaultValue,
        Map<String, SchemaNode> properties,
        @Nullable SchemaNode additional,
        @Nullable SchemaNode items,
        Limits limits,
        ListKind listKind,
        List<CelRule> rules) {

    /// How the items of a list are told apart.
    ///
    /// @param type atomic, set or map
    /// @param keys the fields that identify an item of a map
    record ListKind(String type, List<String> keys) {}

    /// The schema of the field called `name`, null where nothing is known of it.
    @Nullable
    SchemaNode child(String name) {
        var property = properties.get(name);
        return property == null ? additional : property;
    }

    /// Whether a value stands for "not given": null where the schema does not allow null.
    boolean countsAsAbsent(JsonNode value) {
        return value.isNull() && !nullable;
    }
}
