package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The objects, their versions, and the changes that watches are fed from. Not thread-safe: [Objects] holds the lock.
final class Store {
    private static final int KEPT_CHANGES = 20_000;

    private final NavigableMap<Key, ObjectNode> objects = new TreeMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private long version = 1;

    /// Where an object is kept.
    record Key(String resource, String namespace, String name) implements Comparable<Key> {
        static Key of(Kind kind, String namespace, String name) {
            return new Key(kind.resource(), kind.namespaced() ? namespace : "", name);
        }

        @Override
        public int compareTo(Key other) {
            int byResource = resource.compareTo(other.resource);
            int byNamespace = byResource != 0 ? byResource : namespace.compareTo(other.namespace);
            return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
        }
    }

    /// One change, as a watch tells it. `before` is null for what is new.
    record Change(
            long version,
            String type,
            Key key,
            ObjectNode object,
            @Nullable ObjectNode before) {}

    long version() {
        return version;
    }

    @Nullable
    ObjectNode get(Key key) {
        return objects.get(key);
    }

    /// The objects of one resource, in `namespace` or everywhere where it is empty.
    List<ObjectNode> list(Kind kind, String namespace) {
        Key from = new Key(kind.resource(), namespace, "");
        List<ObjectNode> found = new ArrayList<>();
        for (var entry : objects.tailMap(from, true).entrySet()) {
            Key key = entry.getKey();
            if (!key.resource().equals(kind.resource())
                    || !namespace.isEmpty() && !key.namespace().equals(namespace)) {
                break;
            }
            found.add(entry.getValue());
        }
        return found;
    }

    List<ObjectNode> everything() {
        return List.copyOf(objects.values());
    }

    List<Map.Entry<Key, ObjectNode>> entries() {
        return List.copyOf(objects.entrySet());
    }

    List<Key> keysIn(String namespace) {
        return objects.keySet().stream()
                .filter(key -> key.namespace().equals(namespace))
                .toList();
    }

    void put(Key key, ObjectNode object) {
        version++;
        Json.meta(object).put("resourceVersion", String.valueOf(version));
        ObjectNode before = objects.put(key, object);
        publish(new Change(version, before == null ? "ADDED" : "MODIFIED", key, object, before));
    }

    void remove(Key key) {
        ObjectNode before = objects.remove(key);
        if (before == null) {
            return;
        }
        version++;
        ObjectNode last = before.deepCopy();
        Json.meta(last).put("resourceVersion", String.valueOf(version));
        publish(new Change(version, "DELETED", key, last, before));
    }

    private void publish(Change change) {
        changes.addLast(change);
        if (changes.size() > KEPT_CHANGES) {
            changes.removeFirst();
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    /// The changes after `since`.
    ///
    /// @throws ApiError 410 where they are not all known any more
    List<Change> since(long since) {
        boolean isKnown =
                changes.isEmpty() ? since >= version : changes.getFirst().version() <= since + 1;
        if (!isKnown && since < version) {
            throw new ApiError(410, "Expired", "too old resource version: " + since + " (" + version + ")", List.of());
        }
        return changes.stream().filter(change -> change.version() > since).toList();
    }

    void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    void unlisten(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    /// Takes in what an earlier process kept, at least at the version it had.
    void restore(Key key, JsonNode object, long atLeast) {
        objects.put(key, (ObjectNode) object);
        version = Math.max(version, atLeast);
    }
}
