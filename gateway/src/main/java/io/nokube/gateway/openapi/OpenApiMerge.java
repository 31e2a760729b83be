package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.gateway.openapi.Part.Owner;
import io.nokube.gateway.route.Access;
import io.nokube.gateway.route.Route;
import io.nokube.gateway.route.RouteMatch;
import io.nokube.gateway.route.RouteTable;
import io.nokube.gateway.route.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Puts the services' OpenAPI documents together to what a caller of the gateway sees. Pure.
///
/// A path gets in only where the gateway takes it to the service that describes it. Whether it needs a caller is said
/// by the route as well, so that the document cannot promise what the gateway does not do.
final class OpenApiMerge {
    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    private static final String KEYS = "/.well-known/jwks.json";

    private final ObjectNode result = JsonNodeFactory.instance.objectNode();
    private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();
    private final Map<String, ObjectNode> paths = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private final Set<String> operationIds = new HashSet<>();

    private OpenApiMerge() {}

    /// The document of `parts`; the first of two parts with something of the same name keeps the name.
    static ObjectNode merge(List<Part> parts) {
        OpenApiMerge merge = new OpenApiMerge();
        parts.forEach(merge::add);
        return merge.finish();
    }

    private void add(Part part) {
        ObjectNode document = SchemaNames.distinct(part, schemas);
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schemas.set(schema.getKey(), schema.getValue()));
        document.path("tags")
                .forEach(tag -> tags.put(
                        tag.path("name").asText(), tag.path("description").asText("")));
        document.path("paths").properties().forEach(path -> addPath(part.owner(), path.getKey(), path.getValue()));
    }

    private void addPath(Owner owner, String path, JsonNode item) {
        if (!isReachable(owner, path) || !(item instanceof ObjectNode object) || paths.containsKey(path)) {
            return;
        }
        for (String method : METHODS) {
            if (object.get(method) instanceof ObjectNode operation) {
                describe(owner, path, operation);
            }
        }
        paths.put(path, object);
    }

    private void describe(Owner owner, String path, ObjectNode operation) {
        String id = operation.path("operationId").asText("");
        if (!id.isEmpty() && !operationIds.add(id)) {
            String distinct = owner.prefix().toLowerCase(Locale.ROOT)
                    + id.substring(0, 1).toUpperCase(Locale.ROOT)
                    + id.substring(1);
            operation.put("operationId", distinct);
            operationIds.add(distinct);
        }
        operation.path("tags").forEach(tag -> tags.putIfAbsent(tag.asText(), ""));
        boolean secured = isSecured(owner, path, operation);
        SecuritySchemes.require(operation, secured);
        ProblemResponses.complete(operation, secured);
        Answered.simplify(operation);
    }

    private static boolean isReachable(Owner owner, String path) {
        return switch (RouteTable.match(path)) {
            case RouteMatch.Own own -> owner == Owner.GATEWAY;
            case RouteMatch.Nowhere nowhere -> owner == Owner.GATEWAY && path.equals(KEYS);
            case RouteMatch.Found found -> owner == owner(found.route().service());
        };
    }

    private static Owner owner(Service service) {
        return switch (service) {
            case BUILD -> Owner.BUILD;
            case MONITOR -> Owner.MONITOR;
        };
    }

    private static boolean isSecured(Owner owner, String path, ObjectNode operation) {
        if (RouteTable.match(path) instanceof RouteMatch.Found(Route route)) {
            return route.access() == Access.AUTHENTICATED;
        }
        return owner == Owner.GATEWAY && !operation.path("security").isEmpty();
    }

    private ObjectNode finish() {
        result.put("openapi", "3.1.0");
        result.putObject("info")
                .put("title", "NoKube")
                .put("version", "v1")
                .put(
                        "description",
                        "Builds images from GitHub repositories and runs them on Kubernetes. Every error is an RFC 9457"
                                + " problem; lists come newest first, page by page.");
        result.putArray("servers").addObject().put("url", "/");
        tags.forEach((name, description) -> {
            ObjectNode tag = result.withArray("tags").addObject().put("name", name);
            if (!description.isEmpty()) {
                tag.put("description", description);
            }
        });
        ObjectNode all = result.putObject("paths");
        paths.forEach(all::set);
        ObjectNode components = result.putObject("components");
        SecuritySchemes.define(components);
        ProblemResponses.define(components, schemas);
        components.set("schemas", schemas);
        Answered.simplifySchemas(schemas);
        SchemaUse.requireWhatAnswersAlwaysHave(result);
        SchemaUse.removeUnused(result);
        return result;
    }
}
