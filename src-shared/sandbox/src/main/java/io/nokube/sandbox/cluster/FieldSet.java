package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A set of fields, as `fieldsV1` writes it: paths of `f:<name>`, `k:<key>` and `v:<value>`.
final class FieldSet {
    private static final String SELF = ".";
    private static final String SEPARATOR = "\u0000";

    private final Set<String> paths = new TreeSet<>();

    static String join(List<String> path) {
        return String.join(SEPARATOR, path);
    }

    static List<String> split(String path) {
        return List.of(path.split(SEPARATOR, -1));
    }

    void add(List<String> path) {
        paths.add(join(path));
    }

    boolean contains(String path) {
        return paths.contains(path);
    }

    void remove(String path) {
        paths.remove(path);
    }

    /// In order, a list's item before the fields in it: without its key an item could not be found any more.
    Set<String> paths() {
        return new TreeSet<>(paths);
    }

    /// Whether it has `path` or something below it.
    boolean reaches(String path) {
        String below = path + SEPARATOR;
        return paths.stream().anyMatch(other -> other.equals(path) || other.startsWith(below));
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /// Every field of `object`, without those that nobody owns: its identity and what the server fills in.
    static FieldSet of(ObjectNode object, ListTypes types, @Nullable JsonNode schema) {
        FieldSet set = new FieldSet();
        object.properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.equals("metadata")) {
                set.addMetadata(entry.getValue(), types);
            } else if (!name.equals("apiVersion") && !name.equals("kind")) {
                set.collect(List.of("f:" + name), name, entry.getValue(), types, property(schema, name));
            }
        });
        return set;
    }

    private void addMetadata(JsonNode metadata, ListTypes types) {
        for (String name : List.of("labels", "annotations", "ownerReferences", "finalizers")) {
            if (metadata.has(name)) {
                collect(List.of("f:metadata", "f:" + name), name, metadata.get(name), types, null);
            }
        }
    }

    private void collect(List<String> path, String name, JsonNode value, ListTypes types, @Nullable JsonNode schema) {
        if (value.isObject() && !value.isEmpty() && !types.isAtomic(name, schema)) {
            value.properties()
                    .forEach(entry -> collect(
                            append(path, "f:" + entry.getKey()),
                            entry.getKey(),
                            entry.getValue(),
                            types,
                            property(schema, entry.getKey())));
            return;
        }
        List<String> keys = value.isArray() && !value.isEmpty() ? types.keys(name, value, schema) : null;
        if (keys != null) {
            for (JsonNode item : value) {
                List<String> itemPath = append(path, "k:" + ListTypes.key(item, keys));
                add(itemPath);
                item.properties()
                        .forEach(entry -> collect(
                                append(itemPath, "f:" + entry.getKey()),
                                entry.getKey(),
                                entry.getValue(),
                                types,
                                property(ListTypes.items(schema), entry.getKey())));
            }
        } else if (value.isArray() && !value.isEmpty() && types.isSet(name, schema)) {
            value.forEach(item -> add(append(path, "v:" + item)));
        } else {
            add(path);
        }
    }

    static @Nullable JsonNode property(@Nullable JsonNode schema, String name) {
        if (schema == null) {
            return null;
        }
        JsonNode property = schema.path("properties").path(name);
        return property.isMissingNode() ? schema.get("additionalProperties") : property;
    }

    static List<String> append(List<String> path, String element) {
        List<String> longer = new ArrayList<>(path);
        longer.add(element);
        return longer;
    }

    ObjectNode toJson() {
        ObjectNode root = Json.object();
        for (String path : paths) {
            ObjectNode node = root;
            for (String element : split(path)) {
                node = Json.child(node, element);
            }
            node.putObject(SELF);
        }
        dropLonelySelf(root);
        return root;
    }

    /// A field without fields below it is written as `{}`; "." is said only beside others.
    private static void dropLonelySelf(ObjectNode node) {
        if (node.size() == 1 && node.has(SELF)) {
            node.removeAll();
            return;
        }
        node.properties().forEach(entry -> {
            if (!entry.getKey().equals(SELF) && entry.getValue() instanceof ObjectNode child) {
                dropLonelySelf(child);
            }
        });
    }

    static FieldSet fromJson(JsonNode json) {
        FieldSet set = new FieldSet();
        set.read(List.of(), json);
        return set;
    }

    private void read(List<String> path, JsonNode node) {
        if (node.isEmpty() && !path.isEmpty()) {
            add(path);
            return;
        }
        node.properties().forEach(entry -> {
            if (entry.getKey().equals(SELF)) {
                add(path);
            } else {
                read(append(path, entry.getKey()), entry.getValue());
            }
        });
    }
}
