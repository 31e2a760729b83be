package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.cluster.Store.Key;
import io.nokube.sandbox.schema.Cause;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What can be done with objects, as the API server does it. Every call is one step: nobody sees half of it.
final class Objects {
    private final Kinds kinds;
    private final Store store;
    private final Admission admission;
    private final Ids ids;

    Objects(Kinds kinds, Store store, Ids ids) {
        this.kinds = kinds;
        this.store = store;
        this.ids = ids;
        this.admission = new Admission(new Defaults(), ids);
    }

    /// A list at one version, for `list` and for the beginning of a watch.
    record Listing(List<ObjectNode> items, long version) {}

    synchronized ObjectNode get(Kind kind, String namespace, String name) {
        return require(kind, namespace, name).deepCopy();
    }

    synchronized @Nullable ObjectNode find(Kind kind, String namespace, String name) {
        ObjectNode found = store.get(Key.of(kind, namespace, name));
        return found == null ? null : found.deepCopy();
    }

    synchronized Listing list(Kind kind, String namespace) {
        List<ObjectNode> copies =
                store.list(kind, namespace).stream().map(ObjectNode::deepCopy).toList();
        return new Listing(copies, store.version());
    }

    /// Everything there is, for those who look at owners.
    synchronized List<ObjectNode> everything() {
        return store.everything().stream().map(ObjectNode::deepCopy).toList();
    }

    synchronized long version() {
        return store.version();
    }

    /// The changes after `since`, and from then on every change, without a gap.
    synchronized List<Store.Change> watch(long since, Consumer<Store.Change> listener) {
        List<Store.Change> missed = store.since(since);
        store.listen(listener);
        return missed;
    }

    synchronized void unwatch(Consumer<Store.Change> listener) {
        store.unlisten(listener);
    }

    synchronized ObjectNode create(Kind kind, String namespace, ObjectNode body, Writer writer) {
        ObjectNode object = body.deepCopy();
        ObjectNode meta = Json.meta(object);
        if (!meta.has("name") && meta.has("generateName")) {
            meta.put("name", meta.path("generateName").asText() + ids.suffix());
        }
        String name = meta.path("name").asText();
        if (name.isEmpty()) {
            String message = "Required value: name or generateName is required";
            throw ApiError.invalid(kind, "", List.of(new Cause("FieldValueRequired", message, "metadata.name")));
        }
        requireFits(kind, namespace, name, object);
        if (kind.namespaced()) {
            requireOpen(namespace);
            meta.put("namespace", namespace);
        }
        Key key = Key.of(kind, namespace, name);
        if (store.get(key) != null) {
            throw ApiError.alreadyExists(kind, name);
        }
        ObjectNode admitted = admission.create(kind, object, writer);
        keep(kind, key, null, admitted, writer);
        return admitted.deepCopy();
    }

    synchronized ObjectNode update(Kind kind, String namespace, String name, ObjectNode body, Writer writer) {
        requireFits(kind, namespace, name, body);
        ObjectNode live = require(kind, namespace, name);
        requireSameUid(kind, live, body.path("metadata").path("uid").asText());
        String expected = body.path("metadata").path("resourceVersion").asText();
        if (expected.isEmpty() && kind.definition() != null) {
            String message = "Invalid value: 0: must be specified for an update";
            throw ApiError.invalid(
                    kind, name, List.of(new Cause("FieldValueInvalid", message, "metadata.resourceVersion")));
        }
        if (!expected.isEmpty()
                && !expected.equals(
                        live.path("metadata").path("resourceVersion").asText())) {
            throw ApiError.conflict(kind, name);
        }
        return write(kind, Key.of(kind, namespace, name), live, body.deepCopy(), writer);
    }

    /// A merge, strategic merge or JSON patch, by its content type.
    synchronized ObjectNode patch(
            Kind kind, String namespace, String name, String contentType, JsonNode patch, Writer writer) {
        ObjectNode live = require(kind, namespace, name);
        ObjectNode body = live.deepCopy();
        switch (contentType) {
            case "application/json-patch+json" -> JsonPatch.apply(body, patch);
            case "application/merge-patch+json" -> Merge.mergePatch(body, (ObjectNode) patch);
            case "application/strategic-merge-patch+json" -> strategic(kind, body, (ObjectNode) patch);
            default -> throw new ApiError(415, "UnsupportedMediaType", "unsupported patch " + contentType, List.of());
        }
        // Whatever kind of patch it is: a version that it sets is the one it was made for.
        String expected = body.path("metadata").path("resourceVersion").asText();
        if (!expected.isEmpty()
                && !expected.equals(
                        live.path("metadata").path("resourceVersion").asText())) {
            throw ApiError.conflict(kind, name);
        }
        return write(kind, Key.of(kind, namespace, name), live, body, writer);
    }

    private static void strategic(Kind kind, ObjectNode body, ObjectNode patch) {
        if (kind.definition() != null) {
            String message = "the body of the request was in an unknown format - accepted media types include:"
                    + " application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";
            throw new ApiError(415, "UnsupportedMediaType", message, List.of());
        }
        Merge.strategic(body, patch, new ListTypes(kind));
    }

    /// Server-side apply.
    synchronized ObjectNode apply(Kind kind, String namespace, String name, ObjectNode config, Writer writer) {
        Key key = Key.of(kind, namespace, name);
        ObjectNode live = store.get(key);
        if (live == null && !writer.subresource().isEmpty()) {
            throw ApiError.notFound(kind, name);
        }
        if (live == null && kind.namespaced()) {
            requireOpen(namespace);
        }
        requireFits(kind, namespace, name, config);
        ObjectNode wanted = config.deepCopy();
        Json.meta(wanted).put("name", name).remove("managedFields");
        if (kind.namespaced()) {
            Json.meta(wanted).put("namespace", namespace);
        }
        ObjectNode merged = admission.apply(kind, live, wanted, writer);
        if (live != null && Admission.isSame(live, merged)) {
            return live.deepCopy();
        }
        keep(kind, key, live, merged, writer);
        return merged.deepCopy();
    }

    private ObjectNode write(Kind kind, Key key, ObjectNode live, ObjectNode body, Writer writer) {
        ObjectNode admitted = admission.update(kind, live, body, writer);
        if (Admission.isSame(live, admitted)) {
            return live.deepCopy();
        }
        keep(kind, key, live, admitted, writer);
        return admitted.deepCopy();
    }

    private void keep(Kind kind, Key key, @Nullable ObjectNode live, ObjectNode object, Writer writer) {
        if (writer.dryRun()) {
            return;
        }
        if (kind.equals(Kinds.DEFINITION)) {
            kinds.define(object);
        }
        store.put(key, object);
        if (live != null && isReleased(object)) {
            remove(kind, key);
        }
    }

    synchronized ObjectNode delete(Kind kind, String namespace, String name) {
        return delete(kind, namespace, name, Deletion.PLAIN);
    }

    /// Deletes, or marks what a finalizer still holds. The answer is the object, or that it is gone.
    synchronized ObjectNode delete(Kind kind, String namespace, String name, Deletion how) {
        ObjectNode live = require(kind, namespace, name);
        requireSameUid(kind, live, how.uid());
        if (how.dryRun()) {
            return deleted(kind, live);
        }
        Key key = Key.of(kind, namespace, name);
        if (how.orphans()) {
            disown(Json.uid(live));
        }
        ArrayNode finalizers = Json.array();
        live.path("metadata").path("finalizers").forEach(finalizers::add);
        if (how.foreground()) {
            finalizers.add(Deletion.FOREGROUND);
        } else if (kind.equals(Kinds.DEFINITION)) {
            finalizers.add(Deletion.DEFINITION_CLEANUP);
        }
        boolean isHeld = !finalizers.isEmpty() || kind.equals(Kinds.NAMESPACE);
        if (!isHeld) {
            remove(kind, key);
            return deleted(kind, live);
        }
        if (!live.path("metadata").has("deletionTimestamp")) {
            ObjectNode marked = live.deepCopy();
            Json.meta(marked).put("deletionTimestamp", ids.now()).put("deletionGracePeriodSeconds", 0);
            if (kind.equals(Kinds.NAMESPACE)) {
                Json.child(marked, "status").put("phase", "Terminating");
            } else {
                Json.meta(marked).set("finalizers", finalizers);
            }
            store.put(key, marked);
            return marked.deepCopy();
        }
        return live.deepCopy();
    }

    private static ObjectNode deleted(Kind kind, ObjectNode object) {
        // As a real server: these are answered as they were.
        if (kind.equals(Kinds.POD)) {
            return object.deepCopy();
        }
        ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details").put("name", Json.name(object));
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural()).put("uid", Json.uid(object));
        return status;
    }

    /// Takes the owner with `uid` away from everything that has it.
    private void disown(String uid) {
        for (var entry : store.entries()) {
            ObjectNode child = entry.getValue().deepCopy();
            if (child.path("metadata").path("ownerReferences") instanceof ArrayNode owners) {
                int before = owners.size();
                owners.removeIf(owner -> owner.path("uid").asText().equals(uid));
                if (owners.size() < before) {
                    if (owners.isEmpty()) {
                        Json.meta(child).remove("ownerReferences");
                    }
                    store.put(entry.getKey(), child);
                }
            }
        }
    }

    /// Takes a finalizer away that this cluster put there itself.
    synchronized void release(Kind kind, String namespace, String name, String finalizer) {
        ObjectNode released = require(kind, namespace, name).deepCopy();
        if (released.path("metadata").path("finalizers") instanceof ArrayNode finalizers) {
            finalizers.removeIf(held -> held.asText().equals(finalizer));
        }
        Key key = Key.of(kind, namespace, name);
        store.put(key, released);
        if (isReleased(released)) {
            remove(kind, key);
        }
    }

    /// Removes a namespace whose contents are gone; returns what is still in it.
    synchronized List<Key> finishNamespace(String name) {
        List<Key> contents = store.keysIn(name);
        Key key = Key.of(Kinds.NAMESPACE, "", name);
        if (contents.isEmpty() && store.get(key) != null) {
            remove(Kinds.NAMESPACE, key);
        }
        return contents;
    }

    private void remove(Kind kind, Key key) {
        ObjectNode object = store.get(key);
        store.remove(key);
        if (kind.equals(Kinds.DEFINITION) && object != null) {
            kinds.remove(object);
        }
    }

    private static boolean isReleased(JsonNode object) {
        return object.path("metadata").has("deletionTimestamp")
                && object.path("metadata").path("finalizers").isEmpty()
                && !object.path("kind").asText().equals("Namespace");
    }

    private ObjectNode require(Kind kind, String namespace, String name) {
        ObjectNode found = store.get(Key.of(kind, namespace, name));
        if (found == null) {
            throw ApiError.notFound(kind, name);
        }
        return found;
    }

    private static void requireSameUid(Kind kind, ObjectNode live, String expected) {
        if (!expected.isEmpty() && !expected.equals(Json.uid(live))) {
            throw ApiError.otherThanExpected(kind, Json.name(live), "UID", expected, Json.uid(live));
        }
    }

    /// Refuses a body that speaks of something else than the request's path.
    private static void requireFits(Kind kind, String namespace, String name, JsonNode body) {
        String bodyKind = body.path("kind").asText(kind.kind());
        String bodyVersion = body.path("apiVersion").asText(kind.apiVersion());
        if (!bodyKind.equals(kind.kind()) || !bodyVersion.equals(kind.apiVersion())) {
            throw ApiError.badRequest("the object provided is a " + bodyKind + " of " + bodyVersion
                    + ", which does not match the expected " + kind.kind() + " of " + kind.apiVersion());
        }
        String bodyName = Json.name(body);
        if (!bodyName.isEmpty() && !bodyName.equals(name)) {
            throw ApiError.badRequest(
                    "the name of the object (" + bodyName + ") does not match the name on the URL (" + name + ")");
        }
        String bodyNamespace = Json.namespace(body);
        if (kind.namespaced() && !bodyNamespace.isEmpty() && !bodyNamespace.equals(namespace)) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private void requireOpen(String namespace) {
        ObjectNode found = require(Kinds.NAMESPACE, "", namespace);
        if (found.path("metadata").has("deletionTimestamp")) {
            String message =
                    "unable to create new content in namespace " + namespace + " because it is being terminated";
            throw new ApiError(403, "Forbidden", message, List.of());
        }
    }

    synchronized void restore(Kind kind, ObjectNode object, long version) {
        if (kind.equals(Kinds.DEFINITION)) {
            kinds.define(object);
        }
        store.restore(Key.of(kind, Json.namespace(object), Json.name(object)), object, version);
    }
}
