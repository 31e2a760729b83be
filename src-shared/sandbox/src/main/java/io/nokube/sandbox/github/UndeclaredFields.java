package io.nokube.sandbox.github;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Finds fields that a schema does not name. A schema that leaves open what may come (alternatives, additional
/// properties, no properties at all) names none, and nothing is found in it.
record UndeclaredFields(DescribedPaths paths) {

    void collect(JsonNode schema, JsonNode value, String place, List<String> findings) {
        var followed = paths.follow(schema);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collect(followed.path("items"), value.path(i), place + "/" + i, findings);
            }
            return;
        }
        var declared = followed.path("properties");
        if (!value.isObject() || declared.isEmpty() || isOpen(followed)) {
            return;
        }
        value.properties().forEach(field -> {
            var here = place + "/" + field.getKey();
            if (declared.has(field.getKey())) {
                collect(declared.path(field.getKey()), field.getValue(), here, findings);
            } else {
                findings.add(here + ": is not described");
            }
        });
    }

    private static boolean isOpen(JsonNode schema) {
        return schema.has("allOf")
                || schema.has("anyOf")
                || schema.has("oneOf")
                || schema.path("additionalProperties").asBoolean(false)
                || schema.path("additionalProperties").isObject();
    }
}
