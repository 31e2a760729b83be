package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What becomes of a CustomResourceDefinition once it is accepted: it is served at once.
final class Definitions {
    private Definitions() {}

    static void establish(ObjectNode definition, String now) {
        // Refused here, before it is kept, where a rule of its schema cannot be checked.
        List<Kind> ignored = Kinds.compile(definition);
        ObjectNode names = Json.child(Json.child(definition, "spec"), "names");
        if (!names.has("listKind")) {
            names.put("listKind", names.path("kind").asText() + "List");
        }
        ObjectNode conversion = Json.child(Json.child(definition, "spec"), "conversion");
        if (!conversion.has("strategy")) {
            conversion.put("strategy", "None");
        }
        ObjectNode status = Json.child(definition, "status");
        status.set("acceptedNames", names.deepCopy());
        if (!isEstablished(status)) {
            ArrayNode conditions = status.putArray("conditions");
            condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
            condition(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted", now);
        }
        ArrayNode stored = status.putArray("storedVersions");
        for (JsonNode version : definition.path("spec").path("versions")) {
            if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
            }
        }
    }

    private static boolean isEstablished(JsonNode status) {
        return status.path("conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asText().equals("Established"));
    }

    private static void condition(ArrayNode conditions, String type, String reason, String message, String now) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("reason", reason)
                .put("message", message)
                .put("lastTransitionTime", now);
    }
}
