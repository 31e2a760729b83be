package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/// Names of schemas, which two services may have given to two things. Pure.
final class SchemaNames {
    static final String REFERENCE = "#/components/schemas/";

    private SchemaNames() {}

    /// A copy of the part's document in which what `taken` calls by the same name, and means otherwise, has another.
    static ObjectNode distinct(Part part, ObjectNode taken) {
        ObjectNode document = part.document().deepCopy();
        if (!(document.at("/components/schemas") instanceof ObjectNode own)) {
            return document;
        }
        // Until nothing is left to rename: with the name of what it is made of, a schema changes as well.
        Map<String, String> renamed = clashes(own, taken, part.owner().prefix());
        while (!renamed.isEmpty()) {
            renamed.forEach((before, after) -> own.set(after, own.remove(before)));
            rename(document, renamed);
            renamed = clashes(own, taken, part.owner().prefix());
        }
        return document;
    }

    private static Map<String, String> clashes(ObjectNode own, ObjectNode taken, String prefix) {
        Map<String, String> clashes = new HashMap<>();
        own.properties().forEach(schema -> {
            JsonNode other = taken.get(schema.getKey());
            if (other != null && !other.equals(schema.getValue())) {
                clashes.put(schema.getKey(), prefix + schema.getKey());
            }
        });
        return clashes;
    }

    private static void rename(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object) {
            String name = nameIn(object.path("$ref"));
            if (renamed.containsKey(name)) {
                object.set("$ref", TextNode.valueOf(REFERENCE + renamed.get(name)));
            }
            object.forEach(child -> rename(child, renamed));
        } else if (node instanceof ArrayNode array) {
            array.forEach(child -> rename(child, renamed));
        }
    }

    /// The schema that a `$ref` names; empty where it names none.
    static String nameIn(JsonNode reference) {
        String text = reference.asText("");
        return text.startsWith(REFERENCE) ? text.substring(REFERENCE.length()) : "";
    }
}
