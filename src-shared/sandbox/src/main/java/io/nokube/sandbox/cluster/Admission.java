package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.schema.Cause;
import io.nokube.sandbox.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From what was sent to what is kept: identity, subresources, schema, generation, and who owns which field.
final class Admission {
    private final Defaults defaults;
    private final Ids ids;

    Admission(Defaults defaults, Ids ids) {
        this.defaults = defaults;
        this.ids = ids;
    }

    ObjectNode create(Kind kind, ObjectNode object, Writer writer) {
        if (kind.hasStatus() && kind.definition() != null) {
            object.remove("status");
        }
        giveIdentity(kind, object);
        check(kind, object, null, writer);
        ManagedFields managed = new ManagedFields();
        managed.update(writer.manager(), "", ids.now(), fields(kind, object), new FieldSet());
        Json.meta(object).set("managedFields", managed.toJson(kind.apiVersion()));
        return object;
    }

    private void giveIdentity(Kind kind, ObjectNode object) {
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        ObjectNode meta = Json.meta(object);
        meta.remove(List.of("managedFields", "deletionTimestamp", "resourceVersion", "selfLink"));
        meta.put("uid", ids.uid()).put("creationTimestamp", ids.now());
        if (kind.countsGenerations()) {
            meta.put("generation", 1);
        } else {
            meta.remove("generation");
        }
    }

    ObjectNode update(Kind kind, ObjectNode live, ObjectNode body, Writer writer) {
        ObjectNode object = withSubresource(kind, live, body, writer);
        keepIdentity(kind, live, object);
        check(kind, object, live, writer);
        countGeneration(kind, live, object);
        ManagedFields managed = ManagedFields.of(live);
        FieldSet before = fields(kind, live);
        FieldSet after = fields(kind, object);
        managed.update(
                writer.manager(), writer.subresource(), ids.now(), changed(live, object, after), gone(before, after));
        Json.meta(object).set("managedFields", managed.toJson(kind.apiVersion()));
        return object;
    }

    ObjectNode apply(Kind kind, @Nullable ObjectNode live, ObjectNode config, Writer writer) {
        ObjectNode wanted = config.deepCopy();
        if (writer.isStatus()) {
            wanted.remove("spec");
        } else if (kind.hasStatus()) {
            wanted.remove("status");
        }
        if (kind.definition() == null) {
            Json.dropNulls(wanted);
        }
        // As in a real server, what the schema does not know is owned by nobody.
        if (kind.schema() != null) {
            refuseUnknown(kind, wanted, kind.schema(), writer);
        }
        FieldSet fields = fields(kind, wanted);
        ManagedFields managed = ManagedFields.of(live);
        ObjectNode base = live == null ? Json.object() : live.deepCopy();
        List<Cause> conflicts = managed.conflicts(fields, base, wanted, writer.manager(), writer.subresource());
        if (!conflicts.isEmpty() && !writer.force()) {
            throw ManagedFields.refusal(conflicts);
        }
        FieldSet previous = managed.applied(writer.manager(), writer.subresource());
        FieldSet takenOver = differing(fields, base, wanted);
        Merge.apply(base, wanted, new ListTypes(kind), schema(kind));
        // Whole items before what is in them: an item cannot be found any more once its key is gone.
        gone(previous, fields).paths().stream()
                .filter(path -> !managed.isOwnedByAnother(path, writer.manager(), writer.subresource()))
                .map(FieldSet::split)
                .sorted(Comparator.comparing(List::size))
                .forEach(path -> FieldPath.remove(base, path));
        if (live == null) {
            giveIdentity(kind, base);
        } else {
            keepIdentity(kind, live, base);
        }
        check(kind, base, live, writer);
        if (live != null) {
            countGeneration(kind, live, base);
        }
        managed.apply(writer.manager(), writer.subresource(), ids.now(), fields, takenOver);
        Json.meta(base).set("managedFields", managed.toJson(kind.apiVersion()));
        return base;
    }

    /// Whether a write changes nothing but the times at which fields were owned.
    static boolean isSame(ObjectNode live, ObjectNode object) {
        return withoutTimes(live).equals(withoutTimes(object));
    }

    private static ObjectNode withoutTimes(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        for (JsonNode entry : copy.path("metadata").path("managedFields")) {
            ((ObjectNode) entry).remove("time");
        }
        return copy;
    }

    private static ObjectNode withSubresource(Kind kind, ObjectNode live, ObjectNode body, Writer writer) {
        ObjectNode object = body;
        if (writer.isStatus()) {
            object = live.deepCopy();
            object.set("status", body.path("status").deepCopy());
        } else if (kind.hasStatus() && !live.path("status").isMissingNode()) {
            object.set("status", live.path("status").deepCopy());
        } else if (kind.hasStatus()) {
            object.remove("status");
        }
        return object;
    }

    private static void keepIdentity(Kind kind, ObjectNode live, ObjectNode object) {
        refuseNewFinalizers(kind, live, object);
        object.set("apiVersion", live.get("apiVersion"));
        object.set("kind", live.get("kind"));
        ObjectNode meta = Json.meta(object);
        for (String field : List.of(
                "name",
                "namespace",
                "uid",
                "creationTimestamp",
                "generation",
                "resourceVersion",
                "deletionTimestamp",
                "deletionGracePeriodSeconds")) {
            JsonNode value = live.path("metadata").get(field);
            if (value == null) {
                meta.remove(field);
            } else {
                meta.set(field, value);
            }
        }
    }

    private static void refuseNewFinalizers(Kind kind, ObjectNode live, ObjectNode object) {
        if (!live.path("metadata").has("deletionTimestamp")) {
            return;
        }
        List<String> added = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(name -> added.add(name.asText()));
        live.path("metadata").path("finalizers").forEach(name -> added.remove(name.asText()));
        if (!added.isEmpty()) {
            String message = "Forbidden: no new finalizers can be added if the object is being deleted, found new"
                    + " finalizers []string{\"" + String.join("\", \"", added) + "\"}";
            throw ApiError.invalid(
                    kind, Json.name(live), List.of(new Cause("FieldValueForbidden", message, "metadata.finalizers")));
        }
    }

    private void check(Kind kind, ObjectNode object, @Nullable ObjectNode live, Writer writer) {
        ResourceSchema schema = kind.schema();
        if (kind.equals(Kinds.DEFINITION)) {
            Definitions.establish(object, ids.now());
            return;
        }
        BuiltInCheck.names(kind, object);
        if (schema == null) {
            defaults.fill(kind, object);
            BuiltInCheck.check(kind, object, live);
            return;
        }
        refuseUnknown(kind, object, schema, writer);
        schema.applyDefaults(object);
        List<Cause> causes = schema.validate(object, live);
        if (!causes.isEmpty()) {
            throw ApiError.invalid(kind, Json.name(object), causes);
        }
    }

    private static void refuseUnknown(Kind kind, ObjectNode object, ResourceSchema schema, Writer writer) {
        List<String> unknown = schema.prune(object);
        if (writer.strict() && !unknown.isEmpty()) {
            List<String> texts = unknown.stream()
                    .map(path -> "unknown field \"" + path + "\"")
                    .toList();
            throw ApiError.badRequest(kind.kind() + " in version \"" + kind.version() + "\" cannot be handled as a "
                    + kind.kind() + ": strict decoding error: " + String.join(", ", texts));
        }
    }

    private static void countGeneration(Kind kind, ObjectNode live, ObjectNode object) {
        if (kind.countsGenerations() && !content(live).equals(content(object))) {
            Json.meta(object)
                    .put("generation", live.path("metadata").path("generation").asInt() + 1);
        }
    }

    private static ObjectNode content(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove(List.of("metadata", "status"));
        return copy;
    }

    private static FieldSet fields(Kind kind, ObjectNode object) {
        return FieldSet.of(object, new ListTypes(kind), schema(kind));
    }

    private static @Nullable JsonNode schema(Kind kind) {
        return kind.definition() == null
                ? null
                : kind.definition().path("schema").path("openAPIV3Schema");
    }

    private static FieldSet changed(ObjectNode live, ObjectNode object, FieldSet after) {
        return differing(after, live, object);
    }

    private static FieldSet differing(FieldSet fields, ObjectNode one, ObjectNode two) {
        FieldSet set = new FieldSet();
        for (String path : fields.paths()) {
            List<String> elements = FieldSet.split(path);
            JsonNode was = FieldPath.get(one, elements);
            boolean isItem = elements.getLast().startsWith("k:");
            if (isItem ? was.isMissingNode() : !was.equals(FieldPath.get(two, elements))) {
                set.add(elements);
            }
        }
        return set;
    }

    private static FieldSet gone(FieldSet before, FieldSet after) {
        FieldSet set = new FieldSet();
        for (String path : before.paths()) {
            if (!after.contains(path)) {
                set.add(FieldSet.split(path));
            }
        }
        return set;
    }
}
