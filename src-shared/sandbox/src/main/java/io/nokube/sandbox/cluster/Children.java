package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// What a Deployment and a ReplicaSet make. Pure.
final class Children {
    private static final String HASH = "pod-template-hash";

    private Children() {}

    /// The same for the same template, in whatever order its fields came.
    static String hash(JsonNode template) {
        return Integer.toUnsignedString(sorted(template).toString().hashCode(), 36);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode items = Json.array();
            array.forEach(item -> items.add(sorted(item)));
            return items;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode fields = Json.object();
            object.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> fields.set(entry.getKey(), sorted(entry.getValue())));
            return fields;
        }
        return node;
    }

    /// The annotations of a Deployment that its ReplicaSet has too, for when it is rolled back.
    static ObjectNode annotations(JsonNode deployment) {
        ObjectNode copied = Json.object();
        deployment.path("metadata").path("annotations").properties().stream()
                .filter(entry -> !entry.getKey().startsWith("deployment.kubernetes.io/"))
                .filter(entry -> !entry.getKey().equals("kubectl.kubernetes.io/last-applied-configuration"))
                .forEach(entry -> copied.set(entry.getKey(), entry.getValue()));
        return copied;
    }

    static ObjectNode replicaSet(JsonNode deployment, String name, String hash) {
        ObjectNode set = owned(deployment, "apps/v1", "Deployment");
        ObjectNode template = deployment.path("spec").path("template").deepCopy();
        Json.child(Json.meta(template), "labels").put(HASH, hash);
        Json.meta(set)
                .put("name", name)
                .set("labels", template.path("metadata").path("labels").deepCopy());
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        ObjectNode selector = deployment.path("spec").path("selector").deepCopy();
        Json.child(selector, "matchLabels").put(HASH, hash);
        spec.set("selector", selector);
        spec.set("template", template);
        return set;
    }

    static ObjectNode pod(JsonNode set) {
        ObjectNode pod = owned(set, "apps/v1", "ReplicaSet");
        JsonNode template = set.path("spec").path("template");
        ObjectNode meta = Json.meta(pod);
        meta.put("generateName", Json.name(set) + "-");
        for (String field : new String[] {"labels", "annotations"}) {
            if (template.path("metadata").has(field)) {
                meta.set(field, template.path("metadata").get(field).deepCopy());
            }
        }
        pod.set("spec", template.path("spec").deepCopy());
        pod.putObject("status").put("phase", "Pending");
        return pod;
    }

    private static ObjectNode owned(JsonNode owner, String apiVersion, String kind) {
        ObjectNode object = Json.object();
        Json.meta(object)
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", apiVersion)
                .put("kind", kind)
                .put("name", Json.name(owner))
                .put("uid", Json.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        return object;
    }
}
