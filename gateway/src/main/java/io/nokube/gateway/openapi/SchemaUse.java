package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Who uses which schema. Pure.
final class SchemaUse {
    private SchemaUse() {}

    /// NoKube writes every field of an answer, null where there is nothing, so a client need not ask whether a field is
    /// there. What is also sent in a request is left as the service describes it.
    static void requireWhatAnswersAlwaysHave(ObjectNode document) {
        Set<String> sent = new HashSet<>();
        Set<String> answered = new HashSet<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    collect(operation.path("requestBody"), document, sent);
                    collect(operation.path("responses"), document, answered);
                    collect(operation.path(Answered.EVENTS), document, answered);
                }));
        answered.removeAll(sent);
        answered.remove(ProblemResponses.SCHEMA);
        for (String name : answered) {
            if (document.at("/components/schemas").get(name) instanceof ObjectNode schema && !schema.has("required")) {
                require(schema);
            }
        }
    }

    static void removeUnused(ObjectNode document) {
        Set<String> used = new HashSet<>();
        collect(document.path("paths"), document, used);
        collect(document.at("/components/responses"), document, used);
        ((ObjectNode) document.at("/components/schemas")).retain(used);
    }

    private static void require(ObjectNode schema) {
        if (schema.path("properties").isEmpty()) {
            return;
        }
        ArrayNode required = schema.putArray("required");
        schema.path("properties").fieldNames().forEachRemaining(required::add);
    }

    /// Adds the names of all schemas that `from` leads to.
    private static void collect(JsonNode from, ObjectNode document, Set<String> names) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            JsonNode node = open.remove();
            String name = SchemaNames.nameIn(node.path("$ref"));
            if (!name.isEmpty() && names.add(name)) {
                open.add(document.at("/components/schemas").path(name));
            }
            node.forEach(open::add);
        }
    }
}
