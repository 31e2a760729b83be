package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The three ways in which a partial object is laid over a whole one.
final class Merge {
    private static final String DIRECTIVE = "$patch";

    private Merge() {}

    /// RFC 7396.
    static void mergePatch(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode object) {
                mergePatch(Json.child(target, name), object);
            } else {
                target.set(name, value.deepCopy());
            }
        });
    }

    /// What kubectl sends for built-in kinds: lists with a key are merged, null removes, `$patch: delete` removes an
    /// item.
    static void strategic(ObjectNode target, ObjectNode patch, ListTypes types) {
        patch.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (name.startsWith("$")) {
                return;
            }
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode object) {
                strategic(Json.child(target, name), object, types);
            } else if (value instanceof ArrayNode items && types.keys(name, items, null) instanceof List<String> keys) {
                strategicList(list(target, name), items, keys, types);
            } else {
                target.set(name, value.deepCopy());
            }
        });
    }

    private static void strategicList(ArrayNode target, ArrayNode items, List<String> keys, ListTypes types) {
        for (JsonNode item : items) {
            int index = indexOf(target, item, keys);
            if (item.path(DIRECTIVE).asText().equals("delete")) {
                if (index >= 0) {
                    target.remove(index);
                }
            } else if (index >= 0
                    && target.get(index) instanceof ObjectNode existing
                    && item instanceof ObjectNode object) {
                strategic(existing, object, types);
            } else {
                target.add(item.deepCopy());
            }
        }
    }

    /// Lays an applied configuration over the live object: lists with a key and sets are merged, all else replaced.
    static void apply(ObjectNode target, ObjectNode config, ListTypes types, @Nullable JsonNode schema) {
        config.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            JsonNode property = FieldSet.property(schema, name);
            if (value instanceof ObjectNode object && !object.isEmpty() && !types.isAtomic(name, property)) {
                apply(Json.child(target, name), object, types, property);
            } else if (value instanceof ArrayNode items
                    && !items.isEmpty()
                    && types.keys(name, items, property) instanceof List<String> keys) {
                applyList(list(target, name), items, keys, types, ListTypes.items(property));
            } else if (value instanceof ArrayNode items && !items.isEmpty() && types.isSet(name, property)) {
                union(list(target, name), items);
            } else {
                target.set(name, value.deepCopy());
            }
        });
    }

    private static void applyList(
            ArrayNode target, ArrayNode items, List<String> keys, ListTypes types, @Nullable JsonNode schema) {
        for (JsonNode item : items) {
            int index = indexOf(target, item, keys);
            if (index >= 0 && target.get(index) instanceof ObjectNode existing && item instanceof ObjectNode object) {
                apply(existing, object, types, schema);
            } else {
                target.add(item.deepCopy());
            }
        }
    }

    /// The list at `field`; what is no list gives way to one.
    private static ArrayNode list(ObjectNode parent, String field) {
        return parent.get(field) instanceof ArrayNode array ? array : parent.putArray(field);
    }

    private static void union(ArrayNode target, ArrayNode items) {
        for (JsonNode item : items) {
            if (target.valueStream().noneMatch(item::equals)) {
                target.add(item.deepCopy());
            }
        }
    }

    private static int indexOf(ArrayNode array, JsonNode item, List<String> keys) {
        ObjectNode key = ListTypes.key(item, keys);
        for (int i = 0; i < array.size(); i++) {
            if (ListTypes.key(array.get(i), keys).equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
