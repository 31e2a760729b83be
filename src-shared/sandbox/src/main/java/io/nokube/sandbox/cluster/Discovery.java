package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What clients ask before they ask for anything else: groups, resources, the version, a little OpenAPI.
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Kinds kinds;

    Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "32")
                .put("gitVersion", "v1.32.0+nokube-sandbox")
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("buildDate", "2025-01-01T00:00:00Z")
                .put("goVersion", "")
                .put("compiler", "")
                .put("platform", "linux/amd64");
    }

    static ObjectNode coreVersions() {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        return versions;
    }

    ObjectNode groups() {
        Map<String, TreeSet<String>> versions = new TreeMap<>();
        for (Kind kind : kinds.all()) {
            if (!kind.group().isEmpty()) {
                versions.computeIfAbsent(kind.group(), group -> new TreeSet<>()).add(kind.version());
            }
        }
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        versions.forEach((group, names) -> groups.add(group(group, names)));
        return list;
    }

    ObjectNode group(String name) {
        TreeSet<String> versions = new TreeSet<>();
        kinds.all().stream().filter(kind -> kind.group().equals(name)).forEach(kind -> versions.add(kind.version()));
        if (versions.isEmpty()) {
            throw new ApiError(404, "NotFound", "the server could not find the requested resource", List.of());
        }
        return group(name, versions).put("kind", "APIGroup").put("apiVersion", "v1");
    }

    private static ObjectNode group(String name, TreeSet<String> versions) {
        ObjectNode group = Json.object().put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(version ->
                list.addObject().put("groupVersion", name + "/" + version).put("version", version));
        group.putObject("preferredVersion")
                .put("groupVersion", name + "/" + versions.getLast())
                .put("version", versions.getLast());
        return group;
    }

    ObjectNode resources(String group, String version) {
        ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        for (Kind kind : kinds.all()) {
            if (kind.group().equals(group) && kind.version().equals(version)) {
                resource(resources, kind);
            }
        }
        if (resources.isEmpty()) {
            throw new ApiError(404, "NotFound", "the server could not find the requested resource", List.of());
        }
        return list;
    }

    private static void resource(ArrayNode resources, Kind kind) {
        ObjectNode resource = entry(resources, kind, "");
        VERBS.forEach(resource.putArray("verbs")::add);
        ArrayNode shortNames = resource.putArray("shortNames");
        kind.shortNames().forEach(shortNames::add);
        ArrayNode categories = resource.putArray("categories");
        kind.categories().forEach(categories::add);
        if (kind.hasStatus()) {
            entry(resources, kind, "/status")
                    .putArray("verbs")
                    .add("get")
                    .add("patch")
                    .add("update");
        }
        if (kind.hasScale()) {
            ObjectNode scale = entry(resources, kind, "/scale");
            scale.put("group", "autoscaling").put("version", "v1").put("kind", "Scale");
            scale.putArray("verbs").add("get").add("patch").add("update");
        }
    }

    private static ObjectNode entry(ArrayNode resources, Kind kind, String subresource) {
        return resources
                .addObject()
                .put("name", kind.plural() + subresource)
                .put("singularName", kind.kind().toLowerCase(Locale.ROOT))
                .put("namespaced", kind.namespaced())
                .put("kind", kind.kind());
    }

    /// Enough of OpenAPI v3 for kubectl to see that the server validates fields and knows dry runs.
    ObjectNode openApiPaths() {
        ObjectNode paths = Json.object();
        ObjectNode list = paths.putObject("paths");
        list.putObject("api/v1").put("serverRelativeURL", "/openapi/v3/api/v1");
        for (Kind kind : kinds.all()) {
            if (!kind.group().isEmpty()) {
                String path = "apis/" + kind.apiVersion();
                Json.child(list, path).put("serverRelativeURL", "/openapi/v3/" + path);
            }
        }
        return paths;
    }

    ObjectNode openApi(String group, String version) {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "sandbox");
        ObjectNode paths = document.putObject("paths");
        for (Kind kind : kinds.all()) {
            if (kind.group().equals(group) && kind.version().equals(version)) {
                String base = group.isEmpty() ? "/api/v1" : "/apis/" + kind.apiVersion();
                String scope = kind.namespaced() ? "/namespaces/{namespace}" : "";
                operation(
                        paths.putObject(base + scope + "/" + kind.plural() + "/{name}")
                                .putObject("patch"),
                        kind);
            }
        }
        document.putObject("components").putObject("schemas");
        return document;
    }

    private static void operation(ObjectNode operation, Kind kind) {
        ArrayNode parameters = operation.putArray("parameters");
        for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string");
        }
        operation.putObject("responses").putObject("200").put("description", "OK");
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", kind.group())
                .put("version", kind.version())
                .put("kind", kind.kind());
    }
}
