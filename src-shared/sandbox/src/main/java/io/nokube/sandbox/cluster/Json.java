package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;

/// Reading and making JSON, as every part here does it.
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final YAMLMapper YAML = new YAMLMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static String write(JsonNode node) {
        return node.toString();
    }

    /// Reads JSON or YAML; YAML 1.2 contains JSON, but its parser is slower.
    static JsonNode read(byte[] bytes) {
        try {
            int first = 0;
            while (first < bytes.length && Character.isWhitespace(bytes[first])) {
                first++;
            }
            boolean isJson = first < bytes.length && (bytes[first] == '{' || bytes[first] == '[');
            return isJson ? MAPPER.readTree(bytes) : YAML.readTree(bytes);
        } catch (IOException e) {
            throw ApiError.badRequest("the body cannot be read: " + e.getMessage());
        }
    }

    static ObjectNode readObject(byte[] bytes) {
        if (read(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the body must be an object");
    }

    /// The object at `field`, made where it is not there.
    static ObjectNode child(ObjectNode parent, String field) {
        if (parent.get(field) instanceof ObjectNode object) {
            return object;
        }
        return parent.putObject(field);
    }

    /// Takes away what is null, as a server does that knows types: null is as good as not given.
    static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(entry -> entry.getValue().isNull());
        }
        node.forEach(Json::dropNulls);
    }

    static ObjectNode meta(ObjectNode object) {
        return child(object, "metadata");
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText();
    }

    static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText();
    }
}
