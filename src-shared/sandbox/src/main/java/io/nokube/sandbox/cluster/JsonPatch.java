package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// RFC 6902, as far as Kubernetes clients use it: add, remove, replace, test, copy, move.
final class JsonPatch {
    private JsonPatch() {}

    static void apply(ObjectNode target, JsonNode patch) {
        for (JsonNode operation : patch) {
            JsonPointer path = JsonPointer.compile(operation.path("path").asText());
            switch (operation.path("op").asText()) {
                case "add", "replace" -> set(target, path, operation.path("value"), isAdd(operation));
                case "remove" -> remove(target, path);
                case "copy" -> set(target, path, from(target, operation), true);
                case "move" -> {
                    JsonNode value = from(target, operation).deepCopy();
                    remove(target, JsonPointer.compile(operation.path("from").asText()));
                    set(target, path, value, true);
                }
                case "test" -> test(target, path, operation);
                default -> throw ApiError.badRequest("unknown patch operation " + operation.path("op"));
            }
        }
    }

    private static boolean isAdd(JsonNode operation) {
        return operation.path("op").asText().equals("add");
    }

    private static JsonNode from(ObjectNode target, JsonNode operation) {
        return target.at(operation.path("from").asText());
    }

    private static void test(ObjectNode target, JsonPointer path, JsonNode operation) {
        if (!target.at(path).equals(operation.path("value"))) {
            throw new ApiError(
                    422, "Invalid", "the server rejected our request: test of " + path + " failed", List.of());
        }
    }

    private static void set(ObjectNode target, JsonPointer path, JsonNode value, boolean add) {
        JsonNode parent = target.at(path.head());
        String last = path.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(last, value.deepCopy());
        } else if (parent instanceof ArrayNode array && last.equals("-")) {
            array.add(value.deepCopy());
        } else if (parent instanceof ArrayNode array && add) {
            array.insert(path.last().getMatchingIndex(), value.deepCopy());
        } else if (parent instanceof ArrayNode array) {
            array.set(path.last().getMatchingIndex(), value.deepCopy());
        } else {
            throw new ApiError(422, "Invalid", "the server rejected our request: no such path " + path, List.of());
        }
    }

    private static void remove(ObjectNode target, JsonPointer path) {
        JsonNode parent = target.at(path.head());
        if (target.at(path).isMissingNode()) {
            throw new ApiError(422, "Invalid", "the server rejected our request: no such path " + path, List.of());
        }
        if (parent instanceof ObjectNode object) {
            object.remove(path.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            array.remove(path.last().getMatchingIndex());
        }
    }
}
