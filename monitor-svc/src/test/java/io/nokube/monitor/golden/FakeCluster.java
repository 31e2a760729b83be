package io.nokube.monitor.golden;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.monitor.diff.Differ;
import io.nokube.monitor.diff.Tree;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The objects of one namespace with server-side apply's rule of ownership: who applies a field owns it, and who
/// changes it takes it from its owner.
final class FakeCluster {
    private static final List<Set<String>> LIST_KEYS =
            List.of(Set.of("containerPort", "protocol"), Set.of("port", "protocol"), Set.of("uid"), Set.of("name"));

    private final Map<ObjectKey, Map<String, Object>> objects = new LinkedHashMap<>();

    /// Who has the app's host; null where nobody has.
    @Nullable
    String hostTaken;

    void execute(Plan plan) {
        for (Action action : plan.actions()) {
            switch (action) {
                case Action.Apply apply -> apply(apply.object());
                case Action.RecordRevision record -> apply(record.revision());
                case Action.Clear clear -> {} // Here an apply leaves nothing behind.
                case Action.Delete delete -> objects.remove(ObjectKey.of(delete.object()));
                case Action.Refuse refuse -> {}
                case Action.HandOver handOver -> {} // What nobody applies any more stays as it is, see #apply.
                case Action.RevertSpec revert -> {}
            }
        }
    }

    FakeCluster copy() {
        FakeCluster copy = new FakeCluster();
        copy.hostTaken = hostTaken;
        objects.forEach((key, tree) -> copy.objects.put(key, map(Serialization.clone(tree))));
        return copy;
    }

    /// Everything that there is, by kind and name.
    Map<ObjectKey, Map<String, Object>> contents() {
        return Map.copyOf(objects);
    }

    Optional<HasMetadata> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key))
                .map(tree -> Serialization.<HasMetadata>unmarshal(Serialization.asJson(tree)));
    }

    void delete(ObjectKey key) {
        objects.remove(key);
    }

    void apply(HasMetadata object) {
        Map<String, Object> tree = Tree.of(object);
        Map<String, Object> content = new LinkedHashMap<>(tree);
        content.remove("apiVersion");
        content.remove("kind");
        Map<String, Object> metadata = new LinkedHashMap<>(map(tree.get("metadata")));
        metadata.remove("name");
        metadata.remove("namespace");
        content.put("metadata", metadata);
        Map<String, Object> before = objects.get(ObjectKey.of(object));
        if (before != null && before.get("status") != null) {
            tree.put("status", before.get("status"));
        }
        map(tree.get("metadata"))
                .put(
                        "managedFields",
                        new ArrayList<>(List.of(
                                Map.of("manager", Differ.MANAGER, "operation", "Apply", "fieldsV1", owned(content)))));
        if (before != null
                && before.get("spec") != null
                && map(before.get("spec")).get("replicas") != null) {
            map(tree.get("spec"))
                    .putIfAbsent("replicas", map(before.get("spec")).get("replicas"));
        }
        objects.put(ObjectKey.of(object), tree);
    }

    /// Somebody else's change: new fields are nobody's concern, changed ones are no longer NoKube's.
    void edit(Map<String, Object> change) {
        ObjectKey key = new ObjectKey(
                String.valueOf(change.get("kind")),
                String.valueOf(map(change.get("metadata")).get("name")));
        Map<String, Object> live = objects.get(key);
        if (live == null) {
            objects.put(key, change);
            return;
        }
        List<?> managed = (List<?>) map(live.get("metadata")).getOrDefault("managedFields", List.of());
        Map<String, Object> fields = managed.isEmpty()
                ? new LinkedHashMap<>()
                : map(map(managed.getFirst()).get("fieldsV1"));
        merge(live, change, fields);
    }

    ClusterSnapshot snapshot(Tenant tenant) {
        List<HasMetadata> children = new ArrayList<>();
        List<Pod> pods = new ArrayList<>();
        List<ControllerRevision> revisions = new ArrayList<>();
        List<Secret> secrets = new ArrayList<>();
        for (Map<String, Object> tree : objects.values()) {
            HasMetadata object = Serialization.unmarshal(Serialization.asJson(tree));
            switch (object) {
                case Pod pod -> pods.add(pod);
                case ControllerRevision revision -> revisions.add(revision);
                case Secret secret -> secrets.add(secret);
                default -> children.add(object);
            }
        }
        return new ClusterSnapshot(tenant, children, pods, revisions, secrets, hostTaken);
    }

    private static void merge(Map<String, Object> live, Map<String, Object> change, Map<String, Object> owned) {
        change.forEach((name, value) -> {
            Object was = live.get(name);
            Object below = owned.get("f:" + name);
            if (value instanceof Map<?, ?> && was instanceof Map<?, ?>) {
                merge(map(was), map(value), below instanceof Map<?, ?> ? map(below) : new LinkedHashMap<>());
            } else if (value instanceof List<?> items && was instanceof List<?> && isKeyed(items)) {
                mergeItems(list(was), items, below instanceof Map<?, ?> ? map(below) : new LinkedHashMap<>());
            } else if (!Objects.equals(value, was)) {
                live.put(name, value);
                owned.remove("f:" + name);
            }
        });
    }

    private static void mergeItems(List<Object> live, List<?> change, Map<String, Object> owned) {
        for (Object item : change) {
            Map<String, Object> keys = keys(map(item));
            live.stream()
                    .filter(candidate -> map(candidate).entrySet().containsAll(keys.entrySet()))
                    .findFirst()
                    .ifPresentOrElse(
                            found -> merge(
                                    map(found),
                                    map(item),
                                    map(owned.getOrDefault("k:" + Serialization.asJson(keys), new LinkedHashMap<>()))),
                            () -> live.add(item));
        }
    }

    private static Map<String, Object> owned(Map<String, Object> tree) {
        Map<String, Object> fields = new LinkedHashMap<>();
        tree.forEach((name, value) -> fields.put("f:" + name, ownedValue(value)));
        return fields;
    }

    private static Map<String, Object> ownedValue(Object value) {
        if (value instanceof Map<?, ?>) {
            return owned(map(value));
        }
        if (value instanceof List<?> items && isKeyed(items)) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Object item : items) {
                fields.put("k:" + Serialization.asJson(keys(map(item))), owned(map(item)));
            }
            return fields;
        }
        return new LinkedHashMap<>();
    }

    private static boolean isKeyed(List<?> items) {
        return !items.isEmpty()
                && items.getFirst() instanceof Map<?, ?> first
                && !keys(map(first)).isEmpty();
    }

    private static Map<String, Object> keys(Map<String, Object> item) {
        for (Set<String> candidate : LIST_KEYS) {
            if (item.keySet().containsAll(candidate)) {
                Map<String, Object> keys = new LinkedHashMap<>();
                candidate.stream().sorted().forEach(key -> keys.put(key, item.get(key)));
                return keys;
            }
        }
        return Map.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
