package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a schema. What the API server would check and this does not is refused here rather than ignored.
final class SchemaReader {

    private static final Set<String> TYPES = Set.of("", "object", "array", "string", "integer", "number", "boolean");

    /// Formats that the API server checks and this package does not.
    private static final Set<String> UNCHECKED_FORMATS = Set.of(
            "bsonobjectid",
            "uri",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "cidr",
            "mac",
            "uuid",
            "uuid3",
            "uuid4",
            "uuid5",
            "isbn",
            "isbn10",
            "isbn13",
            "creditcard",
            "ssn",
            "hexcolor",
            "rgbcolor",
            "byte",
            "date",
            "duration");

    private static final List<String> UNCHECKED_KEYWORDS = List.of("allOf", "oneOf", "not", "$ref");

    private final CelCompiler rules = new CelCompiler();

    SchemaNode read(JsonNode schema, String path) {
        refuseUnchecked(schema, path);
        var properties = properties(schema, path);
        var additional = additional(schema, path);
        var items = schema.has("items") ? read(schema.path("items"), path + "[]") : null;
        var node = new SchemaNode(
                schema.path("type").asText(),
                schema.path("x-kubernetes-int-or-string").asBoolean(),
                schema.path("nullable").asBoolean(),
                schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(),
                path.isEmpty() || schema.path("x-kubernetes-embedded-resource").asBoolean(),
                schema.get("default"),
                properties,
                additional,
                items,
                limits(schema, path),
                new SchemaNode.ListKind(
                        schema.path("x-kubernetes-list-type").asText("atomic"),
                        strings(schema.path("x-kubernetes-list-map-keys"))),
                new ArrayList<>());
        for (var rule : schema.path("x-kubernetes-validations")) {
            node.rules().add(rules.compile(rule, node, path));
        }
        return node;
    }

    private static void refuseUnchecked(JsonNode schema, String path) {
        if (!TYPES.contains(schema.path("type").asText())) {
            throw unusable(path, "unknown type " + schema.path("type"));
        }
        for (var keyword : UNCHECKED_KEYWORDS) {
            if (schema.has(keyword)) {
                throw unusable(path, keyword + " is not checked by the sandbox");
            }
        }
        if (schema.has("anyOf") && !schema.path("x-kubernetes-int-or-string").asBoolean()) {
            throw unusable(path, "anyOf is not checked by the sandbox, except with x-kubernetes-int-or-string");
        }
        if (UNCHECKED_FORMATS.contains(schema.path("format").asText())) {
            throw unusable(path, "format " + schema.path("format") + " is not checked by the sandbox");
        }
    }

    private Map<String, SchemaNode> properties(JsonNode schema, String path) {
        var properties = new LinkedHashMap<String, SchemaNode>();
        schema.path("properties")
                .forEachEntry((name, child) -> properties.put(name, read(child, FieldPath.child(path, name))));
        return properties;
    }

    private @Nullable SchemaNode additional(JsonNode schema, String path) {
        var additional = schema.path("additionalProperties");
        if (additional.isObject()) {
            return read(additional, FieldPath.child(path, "*"));
        }
        if (!additional.asBoolean()) {
            return null;
        }
        var anything = JsonNodeFactory.instance.objectNode().put("x-kubernetes-preserve-unknown-fields", true);
        return read(anything, FieldPath.child(path, "*"));
    }

    private static Limits limits(JsonNode schema, String path) {
        return new Limits(
                strings(schema.path("required")),
                elements(schema.path("enum")),
                pattern(schema, path),
                schema.has("format") ? schema.path("format").asText() : null,
                decimal(schema, "minimum"),
                decimal(schema, "maximum"),
                schema.path("exclusiveMinimum").asBoolean(),
                schema.path("exclusiveMaximum").asBoolean(),
                decimal(schema, "multipleOf"),
                count(schema, "minLength"),
                count(schema, "maxLength"),
                count(schema, "minItems"),
                count(schema, "maxItems"),
                count(schema, "minProperties"),
                count(schema, "maxProperties"));
    }

    private static @Nullable Pattern pattern(JsonNode schema, String path) {
        if (!schema.has("pattern")) {
            return null;
        }
        try {
            return Pattern.compile(schema.path("pattern").asText());
        } catch (PatternSyntaxException e) {
            throw unusable(path, "pattern " + schema.path("pattern") + ": " + e.getMessage());
        }
    }

    private static @Nullable BigDecimal decimal(JsonNode schema, String keyword) {
        return schema.has(keyword) ? schema.path(keyword).decimalValue() : null;
    }

    private static @Nullable Long count(JsonNode schema, String keyword) {
        return schema.has(keyword) ? Long.valueOf(schema.path(keyword).longValue()) : null;
    }

    private static List<String> strings(JsonNode array) {
        return elements(array).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return List.copyOf(elements);
    }

    static IllegalArgumentException unusable(String path, String why) {
        return new IllegalArgumentException("schema of " + (path.isEmpty() ? "the object" : path) + ": " + why);
    }
}
