package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/// What a pod meets, by its image's name: ready after a moment, or one of the failures that can be asked for.
///
/// | in the image's name | what happens |
/// | --- | --- |
/// | `/pull-error` | ImagePullBackOff |
/// | `/crash` | exits with 1, CrashLoopBackOff |
/// | `/oom` | OOMKilled (137), CrashLoopBackOff |
/// | `/not-ready` | runs and is never ready |
/// | `/pending` | is not scheduled |
/// | `/slow` | ready after three seconds |
final class PodLife {
    static final String NODE = "sandbox-1";
    private static final List<String> FATES = List.of("pull-error", "crash", "oom", "not-ready", "pending", "slow");

    private PodLife() {}

    static String fate(JsonNode pod) {
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (String fate : FATES) {
                if (container.path("image").asText().contains("/" + fate)) {
                    return fate;
                }
            }
        }
        return "ready";
    }

    static ObjectNode status(JsonNode pod, String fate, String now) {
        return switch (fate) {
            case "pending" -> pending(now);
            case "pull-error" -> {
                String image = pod.path("spec")
                        .path("containers")
                        .path(0)
                        .path("image")
                        .asText();
                ObjectNode state = waiting("ImagePullBackOff", "Back-off pulling image \"" + image + "\"");
                yield running(pod, "Pending", false, state, Json.object(), 0, now);
            }
            case "crash" -> running(pod, "Running", false, backOff(), terminated("Error", 1, now), 3, now);
            case "oom" -> running(pod, "Running", false, backOff(), terminated("OOMKilled", 137, now), 3, now);
            default -> {
                ObjectNode state = Json.object();
                state.putObject("running").put("startedAt", now);
                yield running(pod, "Running", !fate.equals("not-ready"), state, Json.object(), 0, now);
            }
        };
    }

    /// @param isTimed whether the line has the time before it at which it would have been printed
    static String log(JsonNode pod, boolean isTimed) {
        String line = "The sandbox runs no containers; this stands for what " + Json.name(pod) + " would print.\n";
        String started = pod.at("/status/startTime").asText();
        return isTimed && !started.isEmpty() ? started + " " + line : line;
    }

    private static ObjectNode pending(String now) {
        ObjectNode status = Json.object().put("phase", "Pending");
        ObjectNode condition = condition("PodScheduled", false, now);
        condition.put("reason", "Unschedulable").put("message", "0/1 nodes are available: 1 Insufficient cpu.");
        status.putArray("conditions").add(condition);
        return status;
    }

    private static ObjectNode running(
            JsonNode pod,
            String phase,
            boolean ready,
            ObjectNode state,
            ObjectNode lastState,
            int restarts,
            String now) {
        ObjectNode status =
                Json.object().put("phase", phase).put("hostIP", "127.0.0.1").put("startTime", now);
        status.put("podIP", "10.1." + Math.floorMod(Json.uid(pod).hashCode(), 250) + "." + (restarts + 2));
        status.putArray("conditions")
                .add(condition("PodScheduled", true, now))
                .add(condition("Initialized", true, now))
                .add(containersReady(pod, "ContainersReady", ready, now))
                .add(containersReady(pod, "Ready", ready, now));
        ArrayNode containers = status.putArray("containerStatuses");
        for (JsonNode container : pod.path("spec").path("containers")) {
            ObjectNode one = containers.addObject();
            one.set("name", container.path("name"));
            one.set("image", container.path("image"));
            one.set("imageID", container.path("image"));
            one.put("ready", ready).put("started", ready).put("restartCount", restarts);
            one.set("state", state);
            one.set("lastState", lastState);
        }
        return status;
    }

    private static ObjectNode containersReady(JsonNode pod, String type, boolean ready, String now) {
        ObjectNode condition = condition(type, ready, now);
        if (!ready) {
            String names = pod.path("spec")
                    .path("containers")
                    .valueStream()
                    .map(container -> container.path("name").asText())
                    .collect(Collectors.joining(" "));
            condition
                    .put("reason", "ContainersNotReady")
                    .put("message", "containers with unready status: [" + names + "]");
        }
        return condition;
    }

    private static ObjectNode condition(String type, boolean holds, String now) {
        return Json.object()
                .put("type", type)
                .put("status", holds ? "True" : "False")
                .put("lastTransitionTime", now);
    }

    private static ObjectNode backOff() {
        return waiting("CrashLoopBackOff", "back-off 5m0s restarting failed container");
    }

    private static ObjectNode waiting(String reason, String message) {
        ObjectNode state = Json.object();
        state.putObject("waiting").put("reason", reason).put("message", message);
        return state;
    }

    private static ObjectNode terminated(String reason, int exitCode, String now) {
        ObjectNode state = Json.object();
        state.putObject("terminated")
                .put("reason", reason)
                .put("exitCode", exitCode)
                .put("startedAt", now)
                .put("finishedAt", now);
        return state;
    }
}
