package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What `kubectl get` prints: a `Table` (meta.k8s.io/v1) with the columns that the kind has.
final class Tables {
    private static final Pattern FILTER = Pattern.compile("(\\w+)\\[\\?\\(@\\.(\\w+)\\s*==\\s*[\"']([^\"']*)[\"']\\)]");

    private Tables() {}

    /// One column.
    ///
    /// @param path a simple JSONPath: fields, and filters of the form `[?(@.type=="Ready")]`
    private record Column(String name, String type, String path, int priority) {}

    static ObjectNode of(Kind kind, List<ObjectNode> items, String version, Instant now) {
        List<Column> columns = columns(kind);
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.putObject("metadata").put("resourceVersion", version);
        ArrayNode definitions = table.putArray("columnDefinitions");
        for (Column column : columns) {
            boolean isName = column.path().equals(".metadata.name");
            definitions
                    .addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", isName ? "name" : "")
                    .put("description", "")
                    .put("priority", column.priority());
        }
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode item : items) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(cell(column, item, now)));
            ObjectNode partial = row.putObject("object");
            partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            partial.set("metadata", item.path("metadata"));
        }
        return table;
    }

    private static List<Column> columns(Kind kind) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Name", "string", ".metadata.name", 0));
        if (kind.definition() != null) {
            for (JsonNode column : kind.definition().path("additionalPrinterColumns")) {
                columns.add(new Column(
                        column.path("name").asText(),
                        column.path("type").asText(),
                        column.path("jsonPath").asText(),
                        column.path("priority").asInt()));
            }
            return columns;
        }
        columns.addAll(builtIn(kind.kind()));
        columns.add(new Column("Age", "date", ".metadata.creationTimestamp", 0));
        return columns;
    }

    private static List<Column> builtIn(String kind) {
        return switch (kind) {
            case "Deployment" ->
                List.of(
                        new Column("Ready", "string", ".status.readyReplicas", 0),
                        new Column("Up-to-date", "integer", ".status.updatedReplicas", 0),
                        new Column("Available", "integer", ".status.availableReplicas", 0));
            case "Pod" ->
                List.of(
                        new Column("Ready", "string", ".status.containerStatuses", 0),
                        new Column("Status", "string", ".status.phase", 0),
                        new Column("Restarts", "string", ".status.containerStatuses[*].restartCount", 0));
            case "ReplicaSet" ->
                List.of(
                        new Column("Desired", "integer", ".spec.replicas", 0),
                        new Column("Current", "integer", ".status.replicas", 0),
                        new Column("Ready", "integer", ".status.readyReplicas", 0));
            case "Service" ->
                List.of(
                        new Column("Type", "string", ".spec.type", 0),
                        new Column("Cluster-IP", "string", ".spec.clusterIP", 0),
                        new Column("External-IP", "string", ".spec.externalIPs[*]", 0),
                        new Column("Port(s)", "string", ".spec.ports", 0));
            case "Ingress" ->
                List.of(
                        new Column("Class", "string", ".spec.ingressClassName", 0),
                        new Column("Hosts", "string", ".spec.rules[*].host", 0));
            case "Namespace" -> List.of(new Column("Status", "string", ".status.phase", 0));
            default -> List.of();
        };
    }

    private static String cell(Column column, JsonNode item, Instant now) {
        JsonNode value = evaluate(item, column.path());
        if (column.type().equals("date")) {
            return value.isTextual() ? age(Duration.between(Instant.parse(value.asText()), now)) : "";
        }
        String special = special(column, item, value);
        if (special != null) {
            return special;
        }
        if (value.isArray()) {
            return String.join(",", value.valueStream().map(JsonNode::asText).toList());
        }
        boolean isNone = value.isMissingNode() && column.path().startsWith(".spec");
        return isNone ? "<none>" : value.asText("");
    }

    /// The cells of built-in kinds that are more than one field's value.
    private static @Nullable String special(Column column, JsonNode item, JsonNode value) {
        return switch (item.path("kind").asText() + " " + column.name()) {
            case "Deployment Ready" ->
                value.asInt() + "/" + item.path("spec").path("replicas").asInt();
            case "Deployment Up-to-date", "Deployment Available", "ReplicaSet Current", "ReplicaSet Ready" ->
                String.valueOf(value.asInt());
            case "Pod Ready" ->
                value.valueStream().filter(one -> one.path("ready").asBoolean()).count() + "/"
                        + item.path("spec").path("containers").size();
            case "Pod Restarts" ->
                String.valueOf(value.valueStream().mapToInt(JsonNode::asInt).sum());
            case "Pod Status" -> podStatus(item, value);
            case "Service Port(s)" ->
                value.valueStream()
                        .map(port -> port.path("port").asText() + "/"
                                + port.path("protocol").asText())
                        .collect(Collectors.joining(","));
            default -> null;
        };
    }

    /// Why a container waits says more than the phase.
    private static String podStatus(JsonNode pod, JsonNode phase) {
        if (pod.path("metadata").has("deletionTimestamp")) {
            return "Terminating";
        }
        return pod.path("status")
                .path("containerStatuses")
                .valueStream()
                .map(container ->
                        container.path("state").path("waiting").path("reason").asText())
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse(phase.asText());
    }

    static JsonNode evaluate(JsonNode root, String path) {
        JsonNode node = root;
        for (String part : split(path)) {
            Matcher filter = FILTER.matcher(part);
            if (filter.matches()) {
                node = find(node.path(filter.group(1)), filter.group(2), filter.group(3));
            } else if (part.endsWith("[*]")) {
                node = node.path(part.substring(0, part.length() - 3));
            } else if (node.isArray()) {
                ArrayNode all = Json.array();
                node.forEach(item -> all.add(item.path(part)));
                node = all;
            } else {
                node = node.path(part);
            }
        }
        return node;
    }

    private static JsonNode find(JsonNode items, String field, String value) {
        for (JsonNode item : items) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    /// Splits at dots that are not inside a filter.
    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        for (char c : path.toCharArray()) {
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '.' && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static String age(Duration age) {
        if (age.toSeconds() < 120) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toMinutes() < 120) {
            return age.toMinutes() + "m";
        }
        return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
