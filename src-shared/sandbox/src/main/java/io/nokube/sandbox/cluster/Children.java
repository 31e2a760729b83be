package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a Deployment and a ReplicaSet make. Pure.
final class Children {
    private static final String HASH = "pod-template-hash";

    private Children() {}

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
