package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What an API server fills into built-in kinds, where somebody would notice.
final class Defaults {
    private int lastClusterIp = 1;

    void fill(Kind kind, ObjectNode object) {
        Json.dropNulls(object);
        switch (kind.kind()) {
            case "Deployment" -> {
                deployment(Json.child(object, "spec"));
                Object ignored = Json.child(object, "status");
            }
            case "ReplicaSet" -> podTemplate(Json.child(object, "spec"));
            case "Pod" -> podSpec(Json.child(object, "spec"));
            case "Service" -> {
                service(Json.child(object, "spec"));
                Json.child(Json.child(object, "status"), "loadBalancer");
            }
            case "Ingress" -> Json.child(Json.child(object, "status"), "loadBalancer");
            case "Secret" -> secret(object);
            case "Namespace" -> namespace(object);
            default -> {
                // Nothing that matters here.
            }
        }
    }

    private static void deployment(ObjectNode spec) {
        putIfAbsent(spec, "replicas", 1);
        putIfAbsent(spec, "revisionHistoryLimit", 10);
        putIfAbsent(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = Json.child(spec, "strategy");
        putIfAbsent(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = Json.child(strategy, "rollingUpdate");
            putIfAbsent(rolling, "maxSurge", "25%");
            putIfAbsent(rolling, "maxUnavailable", "25%");
        }
        podTemplate(spec);
    }

    private static void podTemplate(ObjectNode spec) {
        putIfAbsent(spec, "replicas", 1);
        podSpec(Json.child(Json.child(spec, "template"), "spec"));
    }

    private static void podSpec(ObjectNode spec) {
        putIfAbsent(spec, "restartPolicy", "Always");
        putIfAbsent(spec, "terminationGracePeriodSeconds", 30);
        putIfAbsent(spec, "dnsPolicy", "ClusterFirst");
        putIfAbsent(spec, "schedulerName", "default-scheduler");
        Json.child(spec, "securityContext");
        for (JsonNode container : spec.path("containers")) {
            container((ObjectNode) container);
        }
    }

    private static void container(ObjectNode container) {
        String image = container.path("image").asText();
        boolean isLatest =
                !image.contains("@") && (image.endsWith(":latest") || image.lastIndexOf(':') <= image.lastIndexOf('/'));
        putIfAbsent(container, "imagePullPolicy", isLatest ? "Always" : "IfNotPresent");
        putIfAbsent(container, "terminationMessagePath", "/dev/termination-log");
        putIfAbsent(container, "terminationMessagePolicy", "File");
        Json.child(container, "resources");
        container.path("ports").forEach(port -> putIfAbsent((ObjectNode) port, "protocol", "TCP"));
        for (String probe : new String[] {"livenessProbe", "readinessProbe", "startupProbe"}) {
            if (container.get(probe) instanceof ObjectNode found) {
                probe(found);
            }
        }
    }

    private static void probe(ObjectNode probe) {
        putIfAbsent(probe, "timeoutSeconds", 1);
        putIfAbsent(probe, "periodSeconds", 10);
        putIfAbsent(probe, "successThreshold", 1);
        putIfAbsent(probe, "failureThreshold", 3);
        if (probe.get("httpGet") instanceof ObjectNode http) {
            putIfAbsent(http, "scheme", "HTTP");
            putIfAbsent(http, "path", "/");
        }
    }

    private void service(ObjectNode spec) {
        putIfAbsent(spec, "type", "ClusterIP");
        putIfAbsent(spec, "sessionAffinity", "None");
        if (!spec.has("clusterIP")) {
            lastClusterIp++;
            spec.put("clusterIP", "10.96." + lastClusterIp / 250 + "." + (lastClusterIp % 250 + 1));
        }
        if (!spec.has("clusterIPs")) {
            spec.putArray("clusterIPs").add(spec.path("clusterIP").asText());
        }
        for (JsonNode port : spec.path("ports")) {
            putIfAbsent((ObjectNode) port, "protocol", "TCP");
            if (!port.has("targetPort")) {
                ((ObjectNode) port).set("targetPort", port.path("port"));
            }
        }
    }

    private static void secret(ObjectNode secret) {
        putIfAbsent(secret, "type", "Opaque");
        if (secret.remove("stringData") instanceof ObjectNode plain) {
            ObjectNode data = Json.child(secret, "data");
            plain.properties()
                    .forEach(entry -> data.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static void namespace(ObjectNode namespace) {
        ObjectNode meta = Json.meta(namespace);
        Json.child(meta, "labels")
                .put("kubernetes.io/metadata.name", meta.path("name").asText());
        ArrayNode finalizers = Json.array().add("kubernetes");
        Json.child(namespace, "spec").set("finalizers", finalizers);
        putIfAbsent(Json.child(namespace, "status"), "phase", "Active");
    }

    private static void putIfAbsent(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    private static void putIfAbsent(ObjectNode object, String field, int value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }
}
