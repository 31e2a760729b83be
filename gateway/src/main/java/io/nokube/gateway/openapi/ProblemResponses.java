package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.problem.Problem;
import java.util.Map;
import java.util.TreeMap;

/// Problems, in OpenAPI's words: one schema, and the answers that every operation can give. Pure.
final class ProblemResponses {
    static final String SCHEMA = "Problem";
    private static final String FIELD_ERROR = "FieldError";

    /// By status: the component's name and what it means.
    private static final Map<String, Map.Entry<String, String>> SHARED = new TreeMap<>(Map.of(
            "401", Map.entry("Unauthenticated", "No valid token came with the request"),
            "429", Map.entry("TooManyRequests", "Too many requests; Retry-After says how many seconds to wait"),
            "default", Map.entry("Problem", "What went wrong, as an RFC 9457 problem")));

    private ProblemResponses() {}

    static void define(ObjectNode components, ObjectNode schemas) {
        schemas.set(SCHEMA, problem(schemas));
        ObjectNode error = schemas.objectNode().put("type", "object");
        error.putArray("required").add("field").add("message");
        ObjectNode properties = error.putObject("properties");
        properties.putObject("field").put("type", "string").putArray("examples").add("repository_url");
        properties.putObject("message").put("type", "string").put("description", "What to write instead");
        schemas.set(FIELD_ERROR, error);
        ObjectNode responses = components.putObject("responses");
        SHARED.forEach((status, shared) -> {
            ObjectNode response = responses.putObject(shared.getKey()).put("description", shared.getValue());
            if (status.equals("429")) {
                response.putObject("headers")
                        .putObject("Retry-After")
                        .put("description", "Seconds")
                        .putObject("schema")
                        .put("type", "integer");
            }
            addContent(response);
        });
    }

    /// Gives every error that the operation names its body, and adds those that any operation can end with.
    static void complete(ObjectNode operation, boolean secured) {
        ObjectNode responses = operation.withObjectProperty("responses");
        for (Map.Entry<String, JsonNode> response : responses.properties()) {
            if (response.getKey().compareTo("400") >= 0 && response.getValue() instanceof ObjectNode object) {
                addContent(object);
            }
        }
        for (Map.Entry<String, Map.Entry<String, String>> shared : SHARED.entrySet()) {
            boolean applies = secured || !shared.getKey().equals("401");
            if (applies && !responses.has(shared.getKey())) {
                responses
                        .putObject(shared.getKey())
                        .put(
                                "$ref",
                                "#/components/responses/" + shared.getValue().getKey());
            }
        }
    }

    private static void addContent(ObjectNode response) {
        if (!response.has("$ref") && response.path("content").isEmpty()) {
            response.putObject("content")
                    .putObject(Problem.MEDIA_TYPE)
                    .putObject("schema")
                    .put("$ref", SchemaNames.REFERENCE + SCHEMA);
        }
    }

    private static ObjectNode problem(ObjectNode nodes) {
        ObjectNode schema = nodes.objectNode()
                .put("type", "object")
                .put("description", "An error (RFC 9457). `errors` names every violated field.");
        schema.putArray("required").add("type").add("title").add("status");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("type").put("type", "string").put("format", "uri");
        properties.putObject("title").put("type", "string");
        properties
                .putObject("status")
                .put("type", "integer")
                .put("minimum", 400)
                .put("maximum", 599);
        properties.putObject("detail").put("type", "string").put("description", "What to do about it");
        properties.putObject("instance").put("type", "string").put("description", "The path it happened at");
        properties
                .putObject("errors")
                .put("type", "array")
                .putObject("items")
                .put("$ref", SchemaNames.REFERENCE + FIELD_ERROR);
        properties.putObject("trace_id").put("type", "string").put("description", "To find it in the logs");
        schema.putArray("examples")
                .addObject()
                .put("type", "https://nokube.io/problems/not-found")
                .put("title", "There is no such thing")
                .put("status", 404)
                .put("detail", "Nothing is known under this address, or it is not yours.")
                .put("instance", "/api/v1/builds/019ab0c4-7f5e-7d30-8a35-3b0f3c9d2f41");
        return schema;
    }
}
