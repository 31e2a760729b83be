package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// What is answered, in words from which a client can be generated; the framework tells of its own types. Pure.
final class Answered {
    /// An operation's extension: the name of each of its Server-Sent Events, and the schema of the event's data.
    /// OpenAPI
    /// 3.1 has no words for that.
    static final String EVENTS = "x-events";

    private static final String EVENT_STREAM = "text/event-stream";

    private Answered() {}

    /// Texts are strings and not arrays of them, event streams are texts, and media types come without the weights by
    /// which the framework chooses one.
    static void simplify(ObjectNode operation) {
        operation.path("responses").forEach(response -> {
            if (response.path("content") instanceof ObjectNode content) {
                List.copyOf(content.properties()).forEach(entry -> {
                    String type = entry.getKey().replaceAll("\\s*;.*", "");
                    JsonNode described = content.remove(entry.getKey());
                    content.set(type, described);
                    if (type.startsWith("text/") && described instanceof ObjectNode object) {
                        setText(object, type);
                    }
                });
            }
        });
    }

    private static void setText(ObjectNode described, String type) {
        ObjectNode schema = described.putObject("schema").put("type", "string");
        if (type.equals(EVENT_STREAM)) {
            schema.put("description", "Server-Sent Events; `" + EVENTS + "` says what the data of each is");
        }
    }

    /// Leaves out what is said twice, and tells of the cursor after the last page.
    static void simplifySchemas(ObjectNode schemas) {
        schemas.properties().forEach(schema -> {
            if (schema.getValue().at("/properties/next_cursor") instanceof ObjectNode cursor) {
                cursor.putArray("type").add("string").add("null");
                cursor.put("description", "What to ask for the next page with; null on the last one");
            }
        });
        sayOnce(schemas);
    }

    /// A reference, or a choice that has one, says the type.
    private static void sayOnce(JsonNode node) {
        if (node instanceof ObjectNode object
                && (object.has("$ref") || object.path("anyOf").isArray())) {
            object.remove("type");
        }
        List<JsonNode> children = new ArrayList<>();
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(children::add);
        }
        children.forEach(Answered::sayOnce);
    }
}
