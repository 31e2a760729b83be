package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/// The `scale` subresource (autoscaling/v1 Scale).
final class Scales {
    private Scales() {}

    static ObjectNode read(Kind kind, ObjectNode object) {
        JsonNode paths = paths(kind);
        ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode meta = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            meta.set(field, object.path("metadata").path(field));
        }
        scale.putObject("spec")
                .put(
                        "replicas",
                        at(object, paths, "specReplicasPath", ".spec.replicas").asInt());
        ObjectNode status = scale.putObject("status");
        status.put(
                "replicas",
                at(object, paths, "statusReplicasPath", ".status.replicas").asInt());
        JsonNode selector = at(object, paths, "labelSelectorPath", ".status.selector");
        if (kind.definition() == null) {
            status.put("selector", written(object.path("spec").path("selector").path("matchLabels")));
        } else if (selector.isTextual()) {
            status.put("selector", selector.asText());
        }
        return scale;
    }

    /// `app=web,tier=front`
    private static String written(JsonNode labels) {
        return labels.properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asText())
                .collect(Collectors.joining(","));
    }

    /// The object with the replicas that a Scale asks for.
    static ObjectNode write(ObjectNode object, JsonNode scale) {
        ObjectNode scaled = object.deepCopy();
        Json.child(scaled, "spec")
                .put("replicas", scale.path("spec").path("replicas").asInt());
        return scaled;
    }

    private static JsonNode paths(Kind kind) {
        return kind.definition() == null
                ? Json.object()
                : kind.definition().path("subresources").path("scale");
    }

    private static JsonNode at(JsonNode object, JsonNode paths, String which, String otherwise) {
        return object.at(paths.path(which).asText(otherwise).replace('.', '/'));
    }
}
