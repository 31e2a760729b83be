package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// What a controller manager and kubelets do: one thread that looks at everything whenever something has changed.
///
/// That is enough for a sandbox, and much simpler than queues of keys. Each step is repeated until nothing changes.
final class Controllers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Controllers.class.getName());
    private static final Writer KUBELET = new Writer("kubelet", "status", false, false, false);
    private static final Writer MANAGER = Writer.controller("kube-controller-manager");
    private static final long TICK_MILLIS = 1000;
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final Kinds kinds;
    private final Objects objects;
    private final Ids ids;
    private final Duration podDelay;
    private final Set<String> startingPods = new HashSet<>();
    private final AtomicBoolean isDue = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-controllers").factory());

    Controllers(Kinds kinds, Objects objects, Ids ids, Duration podDelay) {
        this.kinds = kinds;
        this.objects = objects;
        this.ids = ids;
        this.podDelay = podDelay;
    }

    void start() {
        List<Store.Change> nothingMissed = objects.watch(objects.version(), change -> wake());
        assert nothingMissed.isEmpty();
        thread.scheduleAtFixedRate(this::run, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void wake() {
        if (isDue.compareAndSet(false, true)) {
            try {
                thread.execute(this::run);
            } catch (RejectedExecutionException e) {
                // Closed meanwhile: nobody looks any more.
            }
        }
    }

    private void run() {
        isDue.set(false);
        quietly(this::collectGarbage);
        quietly(this::finishForeground);
        quietly(this::finishNamespaces);
        quietly(this::finishDefinitions);
        objects.list(Kinds.DEPLOYMENT, "").items().forEach(deployment -> quietly(() -> roll(deployment)));
        objects.list(Kinds.REPLICA_SET, "").items().forEach(set -> quietly(() -> keepReplicas(set)));
        objects.list(Kinds.POD, "").items().forEach(pod -> quietly(() -> start(pod)));
        objects.list(Kinds.QUOTA, "").items().forEach(quota -> quietly(() -> count(quota)));
    }

    private void count(ObjectNode quota) {
        String namespace = Json.namespace(quota);
        ObjectNode status = QuotaCount.status(
                quota,
                objects.list(Kinds.POD, namespace).items(),
                objects.list(Kinds.VOLUME_CLAIM, namespace).items());
        if (!status.equals(quota.path("status"))) {
            ObjectNode fresh = objects.get(Kinds.QUOTA, namespace, Json.name(quota));
            fresh.set("status", status);
            Object ignored = objects.update(Kinds.QUOTA, namespace, Json.name(quota), fresh, MANAGER.at("status"));
        }
    }

    /// Somebody else may have changed or deleted the object meanwhile; that change wakes this thread again.
    private static void quietly(Runnable step) {
        try {
            step.run();
        } catch (ApiError e) {
            if (e.code() >= 500) {
                LOG.log(System.Logger.Level.ERROR, "A controller's step failed; it is tried again", e);
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the periodic runs without a word, and with them everything that goes on here.
            LOG.log(System.Logger.Level.ERROR, "A controller's step failed; it is tried again", e);
        }
    }

    private void collectGarbage() {
        List<ObjectNode> all = objects.everything();
        Map<String, ObjectNode> byUid = new HashMap<>();
        all.forEach(object -> byUid.put(Json.uid(object), object));
        for (ObjectNode object : all) {
            JsonNode owners = object.path("metadata").path("ownerReferences");
            boolean isOrphan = !owners.isEmpty()
                    && owners.valueStream()
                            .noneMatch(
                                    owner -> byUid.containsKey(owner.path("uid").asText()));
            if (isOrphan) {
                delete(object);
            }
        }
    }

    /// Deletes what is owned by what is deleted in the foreground, and then that itself.
    private void finishForeground() {
        List<ObjectNode> all = objects.everything();
        for (ObjectNode owner : all) {
            if (!isHeldBy(owner, Deletion.FOREGROUND)) {
                continue;
            }
            List<ObjectNode> owned = all.stream()
                    .filter(object -> object.path("metadata")
                            .path("ownerReferences")
                            .valueStream()
                            .anyMatch(
                                    reference -> reference.path("uid").asText().equals(Json.uid(owner))))
                    .toList();
            owned.stream()
                    .filter(object -> !object.path("metadata").has("deletionTimestamp"))
                    .forEach(this::delete);
            if (owned.isEmpty()) {
                release(owner, Deletion.FOREGROUND);
            }
        }
    }

    /// A definition goes when the last of its resources is gone.
    private void finishDefinitions() {
        for (ObjectNode definition : objects.list(Kinds.DEFINITION, "").items()) {
            if (!isHeldBy(definition, Deletion.DEFINITION_CLEANUP)) {
                continue;
            }
            List<ObjectNode> resources = Kinds.compile(definition).stream()
                    .flatMap(kind -> objects.list(kind, "").items().stream())
                    .toList();
            resources.stream()
                    .filter(object -> !object.path("metadata").has("deletionTimestamp"))
                    .forEach(this::delete);
            if (resources.isEmpty()) {
                release(definition, Deletion.DEFINITION_CLEANUP);
            }
        }
    }

    private static boolean isHeldBy(JsonNode object, String finalizer) {
        JsonNode meta = object.path("metadata");
        return meta.has("deletionTimestamp")
                && meta.path("finalizers")
                        .valueStream()
                        .anyMatch(held -> held.asText().equals(finalizer));
    }

    private void release(ObjectNode object, String finalizer) {
        kinds.byKind(object.path("apiVersion").asText(), object.path("kind").asText())
                .ifPresent(kind ->
                        quietly(() -> objects.release(kind, Json.namespace(object), Json.name(object), finalizer)));
    }

    private void finishNamespaces() {
        for (ObjectNode namespace : objects.list(Kinds.NAMESPACE, "").items()) {
            if (namespace.path("metadata").has("deletionTimestamp")) {
                Set<Store.Key> contents = Set.copyOf(objects.finishNamespace(Json.name(namespace)));
                objects.everything().stream()
                        .filter(object -> Json.namespace(object).equals(Json.name(namespace)))
                        .filter(object -> !contents.isEmpty())
                        .filter(object -> !object.path("metadata").has("deletionTimestamp"))
                        .forEach(this::delete);
            }
        }
    }

    private void delete(ObjectNode object) {
        kinds.byKind(object.path("apiVersion").asText(), object.path("kind").asText())
                .ifPresent(kind -> quietly(() -> objects.delete(kind, Json.namespace(object), Json.name(object))));
    }

    private List<ObjectNode> ownedBy(Kind kind, ObjectNode owner) {
        return objects.list(kind, Json.namespace(owner)).items().stream()
                .filter(object -> object.path("metadata")
                        .path("ownerReferences")
                        .valueStream()
                        .anyMatch(reference -> reference.path("uid").asText().equals(Json.uid(owner))))
                .toList();
    }

    private void roll(ObjectNode deployment) {
        if (deployment.path("metadata").has("deletionTimestamp")
                || deployment.path("spec").path("paused").asBoolean()) {
            return;
        }
        String hash = Children.hash(deployment.path("spec").path("template"));
        String currentName = Json.name(deployment) + "-" + hash;
        List<ObjectNode> sets = ownedBy(Kinds.REPLICA_SET, deployment);
        ObjectNode current = sets.stream()
                .filter(set -> Json.name(set).equals(currentName))
                .findFirst()
                .orElseGet(() -> objects.create(
                        Kinds.REPLICA_SET,
                        Json.namespace(deployment),
                        Children.replicaSet(deployment, currentName, hash),
                        MANAGER));
        List<ObjectNode> old =
                sets.stream().filter(set -> !Json.name(set).equals(currentName)).toList();
        List<ObjectNode> oldPods =
                old.stream().flatMap(set -> ownedBy(Kinds.POD, set).stream()).toList();
        List<ObjectNode> newPods = ownedBy(Kinds.POD, current);
        int oldReplicas = old.stream().mapToInt(Controllers::replicas).sum();
        Rollouts.Step step = Rollouts.next(
                deployment,
                replicas(current),
                Rollouts.ready(newPods),
                oldReplicas,
                Rollouts.ready(oldPods),
                oldPods.size());
        resize(current, step.newReplicas());
        int left = step.oldReplicas();
        for (ObjectNode set : old) {
            int keep = Math.min(left, replicas(set));
            left -= keep;
            resize(set, keep);
        }
        countRevisions(deployment, currentName, sets);
        List<ObjectNode> all = new ArrayList<>(newPods);
        all.addAll(oldPods);
        ObjectNode fresh = objects.get(Kinds.DEPLOYMENT, Json.namespace(deployment), Json.name(deployment));
        int asked = step.newReplicas() + step.oldReplicas();
        fresh.set("status", Rollouts.status(deployment, all, newPods, asked, currentName, ids.now()));
        Object ignored = objects.update(
                Kinds.DEPLOYMENT, Json.namespace(deployment), Json.name(deployment), fresh, MANAGER.at("status"));
    }

    /// Numbers the templates as `kubectl rollout history` shows them, and forgets those beyond the history's limit.
    private void countRevisions(ObjectNode deployment, String currentName, List<ObjectNode> sets) {
        long last = sets.stream()
                .filter(set -> !Json.name(set).equals(currentName))
                .mapToLong(Rollouts::revision)
                .max()
                .orElse(0);
        ObjectNode current = objects.get(Kinds.REPLICA_SET, Json.namespace(deployment), currentName);
        long revision = Math.max(Rollouts.revision(current), last + 1);
        ObjectNode annotations = Children.annotations(deployment);
        annotations.put(Rollouts.REVISION, String.valueOf(revision));
        annotate(Kinds.REPLICA_SET, current, annotations);
        annotate(Kinds.DEPLOYMENT, deployment, annotations);
        int kept = deployment.path("spec").path("revisionHistoryLimit").asInt();
        List<ObjectNode> unused = sets.stream()
                .filter(set -> !Json.name(set).equals(currentName) && replicas(set) == 0)
                .filter(set -> set.path("status").path("replicas").asInt() == 0)
                .sorted(Comparator.comparingLong(Rollouts::revision))
                .toList();
        unused.stream().limit(Math.max(0, unused.size() - kept)).forEach(this::delete);
    }

    private void annotate(Kind kind, ObjectNode object, ObjectNode annotations) {
        JsonNode existing = object.path("metadata").path("annotations");
        boolean isMissing = annotations.properties().stream()
                .anyMatch(entry -> !entry.getValue().equals(existing.get(entry.getKey())));
        if (isMissing) {
            ObjectNode annotated = objects.get(kind, Json.namespace(object), Json.name(object));
            Json.child(Json.meta(annotated), "annotations").setAll(annotations);
            Object ignored = objects.update(kind, Json.namespace(object), Json.name(object), annotated, MANAGER);
        }
    }

    private static int replicas(JsonNode set) {
        return set.path("spec").path("replicas").asInt();
    }

    private void resize(ObjectNode set, int replicas) {
        if (replicas(set) != replicas) {
            ObjectNode resized = objects.get(Kinds.REPLICA_SET, Json.namespace(set), Json.name(set));
            Json.child(resized, "spec").put("replicas", replicas);
            Object ignored = objects.update(Kinds.REPLICA_SET, Json.namespace(set), Json.name(set), resized, MANAGER);
        }
    }

    private void keepReplicas(ObjectNode set) {
        List<ObjectNode> pods = ownedBy(Kinds.POD, set);
        int wanted = replicas(set);
        for (int i = pods.size(); i < wanted; i++) {
            Object ignored = objects.create(Kinds.POD, Json.namespace(set), Children.pod(set), MANAGER);
        }
        pods.stream()
                .sorted((one, two) -> Integer.compare(Rollouts.ready(List.of(one)), Rollouts.ready(List.of(two))))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(this::delete);
        ObjectNode status = Json.object()
                .put("replicas", pods.size())
                .put("readyReplicas", Rollouts.ready(pods))
                .put("availableReplicas", Rollouts.ready(pods))
                .put(
                        "observedGeneration",
                        set.path("metadata").path("generation").asInt());
        ObjectNode body = set.deepCopy();
        Json.meta(body).remove("resourceVersion");
        body.set("status", status);
        Object ignored =
                objects.update(Kinds.REPLICA_SET, Json.namespace(set), Json.name(set), body, MANAGER.at("status"));
    }

    private void start(ObjectNode pod) {
        boolean isNew = !pod.path("status").has("conditions");
        if (!isNew || pod.path("metadata").has("deletionTimestamp") || !startingPods.add(Json.uid(pod))) {
            return;
        }
        String fate = PodLife.fate(pod);
        Duration delay = fate.equals("slow") ? SLOW : podDelay;
        thread.schedule(() -> quietly(() -> report(pod, fate)), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void report(ObjectNode pod, String fate) {
        startingPods.remove(Json.uid(pod));
        ObjectNode fresh = objects.get(Kinds.POD, Json.namespace(pod), Json.name(pod));
        if (!fate.equals("pending")) {
            Json.child(fresh, "spec").put("nodeName", PodLife.NODE);
            fresh = objects.update(
                    Kinds.POD, Json.namespace(pod), Json.name(pod), fresh, Writer.controller("kube-scheduler"));
        }
        fresh.set("status", PodLife.status(fresh, fate, ids.now()));
        Object ignored = objects.update(Kinds.POD, Json.namespace(pod), Json.name(pod), fresh, KUBELET);
    }

    @Override
    public void close() {
        List<Runnable> left = thread.shutdownNow();
        left.clear();
    }
}
