package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/// Finds and removes what a path of a [FieldSet] points at.
final class FieldPath {
    private FieldPath() {}

    static JsonNode get(JsonNode root, List<String> path) {
        JsonNode node = root;
        for (String element : path) {
            node = step(node, element);
        }
        return node;
    }

    /// Removes it, and the list that it leaves empty.
    static void remove(JsonNode root, List<String> path) {
        JsonNode parent = get(root, path.subList(0, path.size() - 1));
        String last = path.getLast();
        if (parent instanceof ObjectNode object && last.startsWith("f:")) {
            object.remove(last.substring(2));
        } else if (parent instanceof ArrayNode array) {
            JsonNode found = step(array, last);
            for (int i = array.size() - 1; i >= 0; i--) {
                if (array.get(i) == found) {
                    array.remove(i);
                }
            }
        }
        boolean nothingLeft = parent.isContainerNode() && parent.isEmpty();
        if (nothingLeft && path.size() > 2) {
            remove(root, path.subList(0, path.size() - 1));
        }
    }

    private static JsonNode step(JsonNode node, String element) {
        String name = element.substring(2);
        return switch (element.charAt(0)) {
            case 'f' -> node.path(name);
            case 'v' -> find(node, item -> item.toString().equals(name));
            default -> {
                JsonNode key = Json.read(name.getBytes(StandardCharsets.UTF_8));
                yield find(node, item -> hasKey(item, key));
            }
        };
    }

    private static boolean hasKey(JsonNode item, JsonNode key) {
        return key.properties().stream().allMatch(entry -> {
            JsonNode value = item.path(entry.getKey());
            boolean isDefault = value.isMissingNode() && entry.getKey().equals("protocol");
            return isDefault ? entry.getValue().asText().equals("TCP") : value.equals(entry.getValue());
        });
    }

    private static JsonNode find(JsonNode array, Predicate<JsonNode> matches) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(matches)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
