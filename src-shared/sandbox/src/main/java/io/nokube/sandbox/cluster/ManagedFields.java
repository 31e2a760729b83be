package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.schema.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who owns which field (Kubernetes, "Server-Side Apply"): the entries of `metadata.managedFields`.
final class ManagedFields {
    private final List<Entry> entries = new ArrayList<>();

    /// What one manager owns by one kind of request.
    private record Entry(String manager, String operation, String subresource, String time, FieldSet fields) {
        boolean is(String otherManager, String otherOperation, String otherSubresource) {
            return manager.equals(otherManager)
                    && operation.equals(otherOperation)
                    && subresource.equals(otherSubresource);
        }
    }

    static ManagedFields of(@Nullable JsonNode object) {
        ManagedFields fields = new ManagedFields();
        if (object != null) {
            for (JsonNode entry : object.path("metadata").path("managedFields")) {
                fields.entries.add(new Entry(
                        entry.path("manager").asText(),
                        entry.path("operation").asText(),
                        entry.path("subresource").asText(),
                        entry.path("time").asText(),
                        FieldSet.fromJson(entry.path("fieldsV1"))));
            }
        }
        return fields;
    }

    FieldSet applied(String manager, String subresource) {
        return entries.stream()
                .filter(entry -> entry.is(manager, "Apply", subresource))
                .map(Entry::fields)
                .findFirst()
                .orElseGet(FieldSet::new);
    }

    /// Whether somebody else owns the field, or something in it.
    boolean isOwnedByAnother(String path, String manager, String subresource) {
        return entries.stream()
                .anyMatch(entry -> !entry.is(manager, "Apply", subresource)
                        && entry.fields().reaches(path));
    }

    /// The fields of `wanted` that somebody else owns with another value.
    List<Cause> conflicts(FieldSet wanted, JsonNode live, JsonNode config, String manager, String subresource) {
        List<Cause> causes = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.is(manager, "Apply", subresource)) {
                continue;
            }
            for (String path : wanted.paths()) {
                List<String> elements = FieldSet.split(path);
                JsonNode value = FieldPath.get(config, elements);
                boolean isItem = elements.getLast().startsWith("k:");
                if (!isItem && entry.fields().contains(path) && !value.equals(FieldPath.get(live, elements))) {
                    causes.add(new Cause(
                            "FieldManagerConflict", "conflict with \"" + entry.manager() + "\"", dotted(elements)));
                }
            }
        }
        causes.sort(Comparator.comparing(Cause::message).thenComparing(Cause::field));
        return causes;
    }

    private static String dotted(List<String> elements) {
        StringBuilder text = new StringBuilder();
        for (String element : elements) {
            text.append(element.startsWith("f:") ? "." + element.substring(2) : "[" + shown(element) + "]");
        }
        return text.toString();
    }

    /// `name="web"`: a key as messages show it.
    private static String shown(String element) {
        String text = element.substring(2);
        if (!element.startsWith("k:")) {
            return text;
        }
        return Json.read(text.getBytes(StandardCharsets.UTF_8)).properties().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    /// The refusal of an apply, in the words of the API server.
    static ApiError refusal(List<Cause> conflicts) {
        Map<String, List<String>> fields = new TreeMap<>();
        conflicts.forEach(conflict -> fields.computeIfAbsent(conflict.message(), who -> new ArrayList<>())
                .add(conflict.field()));
        StringBuilder text = new StringBuilder("Apply failed with " + conflicts.size() + " conflict");
        if (conflicts.size() == 1) {
            Cause only = conflicts.getFirst();
            text.append(": ").append(only.message()).append(": ").append(only.field());
        } else {
            text.append("s: ");
            text.append(fields.entrySet().stream()
                    .map(entry -> entry.getKey().replaceFirst("conflict", "conflicts") + ":\n- "
                            + String.join("\n- ", entry.getValue()))
                    .collect(Collectors.joining("\n")));
        }
        return new ApiError(409, "Conflict", text.toString(), conflicts);
    }

    /// Records that `manager` applied `fields`; what it took over is nobody else's any more.
    void apply(String manager, String subresource, String time, FieldSet fields, FieldSet takenOver) {
        for (Entry entry : entries) {
            if (!entry.is(manager, "Apply", subresource)) {
                takenOver.paths().forEach(entry.fields()::remove);
            }
        }
        replace(new Entry(manager, "Apply", subresource, time, fields));
    }

    /// Records that `manager` changed `changed` and that `removed` is gone.
    void update(String manager, String subresource, String time, FieldSet changed, FieldSet removed) {
        if (changed.isEmpty() && removed.isEmpty()) {
            return;
        }
        FieldSet own = new FieldSet();
        for (Entry entry : entries) {
            if (entry.is(manager, "Update", subresource)) {
                entry.fields().paths().forEach(path -> own.add(FieldSet.split(path)));
            }
        }
        for (Entry entry : entries) {
            changed.paths().forEach(entry.fields()::remove);
            removed.paths().forEach(entry.fields()::remove);
        }
        removed.paths().forEach(own::remove);
        changed.paths().forEach(path -> own.add(FieldSet.split(path)));
        replace(new Entry(manager, "Update", subresource, time, own));
    }

    private void replace(Entry entry) {
        entries.removeIf(other -> other.is(entry.manager(), entry.operation(), entry.subresource()));
        entries.add(entry);
        entries.removeIf(other -> other.fields().isEmpty());
    }

    ArrayNode toJson(String apiVersion) {
        ArrayNode array = Json.array();
        for (Entry entry : entries) {
            ObjectNode node = array.addObject()
                    .put("manager", entry.manager())
                    .put("operation", entry.operation())
                    .put("apiVersion", apiVersion)
                    .put("time", entry.time())
                    .put("fieldsType", "FieldsV1");
            node.set("fieldsV1", entry.fields().toJson());
            if (!entry.subresource().isEmpty()) {
                node.put("subresource", entry.subresource());
            }
        }
        return array;
    }
}
