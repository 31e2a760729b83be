package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/// The arithmetic of rolling updates and what a Deployment's status says about them. Pure.
final class Rollouts {
    static final String REVISION = "deployment.kubernetes.io/revision";

    private Rollouts() {}

    static long revision(JsonNode object) {
        return object.path("metadata").path("annotations").path(REVISION).asLong();
    }

    /// How many pods the new and the old ReplicaSets together should have next.
    ///
    /// @param oldReplicas what is to be left of the old ones, all together
    record Step(int newReplicas, int oldReplicas) {}

    static Step next(
            JsonNode deployment, int newReplicas, int newAvailable, int oldReplicas, int oldAvailable, int oldPods) {
        JsonNode spec = deployment.path("spec");
        int wanted = spec.path("replicas").asInt();
        if (spec.path("strategy").path("type").asText().equals("Recreate")) {
            return oldPods > 0 ? new Step(newReplicas, 0) : new Step(wanted, 0);
        }
        int surge = count(spec.path("strategy").path("rollingUpdate").path("maxSurge"), wanted, true);
        int unavailable = maxUnavailable(deployment, wanted);
        int room = Math.max(0, wanted + surge - newReplicas - oldReplicas);
        int newNext = newReplicas > wanted ? wanted : Math.min(wanted, newReplicas + room);
        int spare = Math.max(0, newAvailable + oldAvailable - (wanted - unavailable));
        int broken = oldReplicas - oldAvailable;
        int oldNext = Math.max(0, oldReplicas - Math.max(0, broken) - spare);
        return new Step(newNext, newAvailable >= wanted ? 0 : oldNext);
    }

    private static int maxUnavailable(JsonNode deployment, int wanted) {
        JsonNode strategy = deployment.path("spec").path("strategy");
        JsonNode rolling = strategy.path("rollingUpdate");
        int unavailable = count(rolling.path("maxUnavailable"), wanted, false);
        boolean wouldStand = unavailable == 0 && count(rolling.path("maxSurge"), wanted, true) == 0;
        boolean isRolling = !strategy.path("type").asText().equals("Recreate");
        return isRolling && wouldStand ? Math.min(1, wanted) : unavailable;
    }

    private static int count(JsonNode value, int of, boolean up) {
        if (!value.asText().endsWith("%")) {
            return value.asInt();
        }
        double share = Integer.parseInt(value.asText().replace("%", "")) / 100.0 * of;
        return (int) (up ? Math.ceil(share) : Math.floor(share));
    }

    /// The status of `deployment`, whose pods are `all`, those of the current template being `updated`.
    ///
    /// @param asked how many pods its ReplicaSets are to have together
    /// @param set the name of the current ReplicaSet
    static ObjectNode status(
            JsonNode deployment, List<ObjectNode> all, List<ObjectNode> updated, int asked, String set, String now) {
        int wanted = deployment.path("spec").path("replicas").asInt();
        int available = ready(all);
        JsonNode before = deployment.path("status");
        ObjectNode status = Json.object()
                .put(
                        "observedGeneration",
                        deployment.path("metadata").path("generation").asInt());
        put(status, "replicas", all.size());
        put(status, "updatedReplicas", updated.size());
        put(status, "readyReplicas", available);
        put(status, "availableReplicas", available);
        put(status, "unavailableReplicas", Math.max(0, asked - available));
        boolean isComplete = updated.size() == wanted && ready(updated) == wanted && all.size() == wanted;
        boolean moved = !before.path("updatedReplicas").equals(status.path("updatedReplicas"))
                || !before.path("availableReplicas").equals(status.path("availableReplicas"))
                || !before.path("observedGeneration").equals(status.path("observedGeneration"));
        ArrayNode conditions = status.putArray("conditions");
        conditions.add(available(before, available >= wanted - maxUnavailable(deployment, wanted), now));
        conditions.add(progressing(deployment, set, isComplete, moved, now));
        return status;
    }

    static int ready(List<ObjectNode> pods) {
        return (int) pods.stream().filter(Rollouts::isReady).count();
    }

    private static boolean isReady(JsonNode pod) {
        JsonNode ready = Tables.evaluate(pod, ".status.conditions[?(@.type==\"Ready\")].status");
        return ready.asText().equals("True") && !pod.path("metadata").has("deletionTimestamp");
    }

    private static void put(ObjectNode status, String field, int value) {
        if (value > 0) {
            status.put(field, value);
        }
    }

    private static ObjectNode available(JsonNode before, boolean holds, String now) {
        return holds
                ? condition(
                        before,
                        "Available",
                        "True",
                        "MinimumReplicasAvailable",
                        "Deployment has minimum availability.",
                        now)
                : condition(
                        before,
                        "Available",
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.",
                        now);
    }

    private static ObjectNode progressing(
            JsonNode deployment, String set, boolean isComplete, boolean moved, String now) {
        String subject = "ReplicaSet \"" + set + "\" ";
        JsonNode before = deployment.path("status");
        if (isComplete) {
            return condition(
                    before,
                    "Progressing",
                    "True",
                    "NewReplicaSetAvailable",
                    subject + "has successfully progressed.",
                    now);
        }
        JsonNode last = Tables.evaluate(deployment, ".status.conditions[?(@.type==\"Progressing\")]");
        long deadline = deployment.path("spec").path("progressDeadlineSeconds").asLong(600);
        // Once too late it stays so until something moves.
        boolean isLate = !moved
                && last.has("lastUpdateTime")
                && (last.path("status").asText().equals("False")
                        || Instant.parse(last.path("lastUpdateTime").asText())
                                .plusSeconds(deadline)
                                .isBefore(Instant.parse(now)));
        if (isLate) {
            return condition(
                    before,
                    "Progressing",
                    "False",
                    "ProgressDeadlineExceeded",
                    subject + "has timed out progressing.",
                    now);
        }
        ObjectNode condition =
                condition(before, "Progressing", "True", "ReplicaSetUpdated", subject + "is progressing.", now);
        if (!moved && last.has("lastUpdateTime")) {
            condition.set("lastUpdateTime", last.get("lastUpdateTime"));
        } else {
            condition.put("lastUpdateTime", now);
        }
        return condition;
    }

    /// The condition with the times that it had, unless its status, or its reason, is another one now.
    private static ObjectNode condition(
            JsonNode before, String type, String status, String reason, String message, String now) {
        ObjectNode condition = Json.object().put("type", type).put("status", status);
        condition
                .put("reason", reason)
                .put("message", message)
                .put("lastUpdateTime", now)
                .put("lastTransitionTime", now);
        for (JsonNode old : before.path("conditions")) {
            if (!old.path("type").asText().equals(type)) {
                continue;
            }
            if (old.path("status").asText().equals(status)) {
                condition.set("lastTransitionTime", old.path("lastTransitionTime"));
                if (old.path("reason").asText().equals(reason)) {
                    condition.set("lastUpdateTime", old.path("lastUpdateTime"));
                }
            }
        }
        return condition;
    }
}
