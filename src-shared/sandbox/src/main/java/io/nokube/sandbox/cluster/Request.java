package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.schema.Cause;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// One request for a kind's objects, with what its query and headers say.
final class Request {
    private final RoutingContext context;
    private final Kind kind;
    private final String namespace;
    private final String subresource;

    Request(RoutingContext context, Kind kind, String namespace, String subresource) {
        this.context = context;
        this.kind = kind;
        this.namespace = namespace;
        this.subresource = subresource;
    }

    Kind kind() {
        return kind;
    }

    String namespace() {
        return namespace;
    }

    HttpServerResponse response() {
        return context.response();
    }

    RoutingContext context() {
        return context;
    }

    Writer writer() {
        String manager = parameter("fieldManager");
        boolean strict = parameter("fieldValidation").equals("Strict");
        return new Writer(
                manager.isEmpty() ? userAgent() : manager,
                subresource,
                isDryRun(),
                strict,
                parameter("force").equals("true"));
    }

    private String userAgent() {
        String agent = context.request().getHeader("user-agent");
        return agent == null ? "unknown" : agent.split("/", 2)[0];
    }

    /// An apply has to say who applies.
    void requireManager() {
        if (parameter("fieldManager").isEmpty()) {
            String message = "Required value: is required for apply patch";
            throw new ApiError(
                    422,
                    "Invalid",
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: " + message,
                    List.of(new Cause("FieldValueRequired", message, "fieldManager")));
        }
    }

    /// Lists by way of a watch are not offered; clients then list and watch as ever.
    void refuseInitialEvents() {
        if (!parameter("sendInitialEvents").isEmpty()) {
            String message = "Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is"
                    + " enabled";
            throw new ApiError(
                    422,
                    "Invalid",
                    "ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: " + message,
                    List.of(new Cause("FieldValueForbidden", message, "sendInitialEvents")));
        }
    }

    Deletion deletion() {
        boolean hasOptions =
                context.body().buffer() != null && context.body().buffer().length() > 0;
        return Deletion.of(hasOptions ? body() : Json.object(), parameter("propagationPolicy"), isDryRun());
    }

    boolean isDryRun() {
        return parameter("dryRun").equals("All");
    }

    boolean isWatch() {
        return List.of("true", "1").contains(parameter("watch"));
    }

    boolean wantsTable() {
        String accept = context.request().getHeader("accept");
        return accept != null && accept.contains("as=Table");
    }

    Predicate<JsonNode> selects() {
        return Selectors.labels(parameter("labelSelector")).and(Selectors.fields(parameter("fieldSelector")));
    }

    String parameter(String name) {
        String value = context.request().getParam(name);
        return value == null ? "" : value;
    }

    String contentType() {
        String type = context.request().getHeader("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip();
    }

    JsonNode json() {
        if (context.body().buffer() == null) {
            throw ApiError.badRequest("a body is required");
        }
        byte[] bytes = context.body().buffer().getBytes();
        return contentType().equals(Protobuf.CONTENT_TYPE) ? Protobuf.read(bytes) : Json.read(bytes);
    }

    ObjectNode body() {
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the body must be an object");
    }

    void answerObject(ObjectNode object, Instant now) {
        String version = object.path("metadata").path("resourceVersion").asText();
        answer(200, wantsTable() ? Tables.of(kind, List.of(object), version, now) : object);
    }

    void answer(int status, JsonNode body) {
        ApiServer.answer(context, status, body);
    }
}
