package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns JSON into what CEL rules see; fields that the schema does not know are hidden from them.
final class CelValues {

    private CelValues() {}

    static Object of(JsonNode value, SchemaNode schema) {
        return switch (value.getNodeType()) {
            case OBJECT -> fields(value, schema);
            case ARRAY -> items(value, schema.items());
            case NUMBER -> number(value, schema);
            case BOOLEAN -> value.booleanValue();
            case STRING -> value.textValue();
            case NULL, MISSING -> NullValue.NULL_VALUE;
            case BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + value.getNodeType());
        };
    }

    private static Object number(JsonNode value, SchemaNode schema) {
        boolean integer = !schema.type().equals("number") && JsonType.isInteger(value);
        return integer ? (Object) value.longValue() : (Object) value.doubleValue();
    }

    private static Map<String, Object> fields(JsonNode object, SchemaNode schema) {
        var fields = new LinkedHashMap<String, Object>();
        object.forEachEntry((name, value) -> {
            var property = schema.properties().get(name);
            if (property != null) {
                fields.put(CelNames.escape(name), of(value, property));
            } else if (schema.additional() != null) {
                fields.put(name, of(value, schema.additional()));
            }
        });
        if (schema.embedded()) {
            addObjectFields(object, fields);
        }
        return fields;
    }

    /// Of its metadata, rules see the name only.
    private static void addObjectFields(JsonNode object, Map<String, Object> fields) {
        addTexts(object, fields, "apiVersion", "kind");
        var metadata = new LinkedHashMap<String, Object>();
        addTexts(object.path("metadata"), metadata, "name", "generateName");
        fields.put("metadata", metadata);
    }

    private static void addTexts(JsonNode object, Map<String, Object> fields, String... names) {
        for (var name : names) {
            if (object.has(name)) {
                fields.put(name, object.path(name).asText());
            }
        }
    }

    private static List<Object> items(JsonNode array, @Nullable SchemaNode schema) {
        var items = new ArrayList<Object>();
        if (schema != null) {
            array.forEach(item -> items.add(of(item, schema)));
        }
        return items;
    }
}
