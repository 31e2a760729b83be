package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The HTTP side: paths to kinds, methods to calls, and watches as streams of lines.
final class ApiServer {
    private static final String RESOURCE = "(?<plural>[a-z]+)(/(?<name>[^/]+)(/(?<sub>status|scale|log))?)?";
    private static final String GROUP = "/(api|apis/(?<group>[^/]+))/(?<version>v[a-z0-9]+)";

    private final Kinds kinds;
    private final Objects objects;
    private final Discovery discovery;
    private final Clock clock;
    private final RequestLog log;

    ApiServer(Kinds kinds, Objects objects, Clock clock, RequestLog log) {
        this.kinds = kinds;
        this.objects = objects;
        this.discovery = new Discovery(kinds);
        this.clock = clock;
        this.log = log;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(8L << 20));
        router.route().handler(context -> {
            log.add(context.request().method() + " " + context.request().uri());
            context.next();
        });
        for (String path : List.of("/healthz", "/readyz", "/livez")) {
            router.get(path).handler(context -> context.end("ok"));
        }
        router.get("/version").handler(context -> answer(context, 200, Discovery.version()));
        router.get("/api").handler(context -> answer(context, 200, Discovery.coreVersions()));
        router.get("/apis").handler(context -> answer(context, 200, discovery.groups()));
        router.get("/apis/:group")
                .handler(context -> answer(context, 200, discovery.group(context.pathParam("group"))));
        router.get("/openapi/v3").handler(context -> answer(context, 200, discovery.openApiPaths()));
        router.getWithRegex("/openapi/v3" + GROUP)
                .handler(context ->
                        answer(context, 200, discovery.openApi(group(context), context.pathParam("version"))));
        router.postWithRegex(".*/selfsubject(access|rules)reviews").handler(ApiServer::allow);
        router.getWithRegex(GROUP)
                .handler(context ->
                        answer(context, 200, discovery.resources(group(context), context.pathParam("version"))));
        router.routeWithRegex(GROUP + "/namespaces/(?<ns>[^/]+)/" + RESOURCE).handler(this::inNamespace);
        router.routeWithRegex(GROUP + "/" + RESOURCE).handler(this::inCluster);
        router.route().handler(context -> answer(context, 404, unknown().toStatus()));
        router.route().failureHandler(ApiServer::failed);
        return router;
    }

    private static ApiError unknown() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource", List.of());
    }

    private static String group(RoutingContext context) {
        String group = context.pathParam("group");
        return group == null ? "" : group;
    }

    private void inNamespace(RoutingContext context) {
        String plural = context.pathParam("plural");
        // The namespace's own subresources look like resources inside it.
        if (plural.equals("status") || plural.equals("finalize")) {
            serve(context, Kinds.NAMESPACE, "", context.pathParam("ns"), "status");
            return;
        }
        serve(context, kind(context, plural), context.pathParam("ns"), context.pathParam("name"), sub(context));
    }

    private void inCluster(RoutingContext context) {
        serve(context, kind(context, context.pathParam("plural")), "", context.pathParam("name"), sub(context));
    }

    private static String sub(RoutingContext context) {
        String sub = context.pathParam("sub");
        return sub == null ? "" : sub;
    }

    private Kind kind(RoutingContext context, String plural) {
        return kinds.byPlural(group(context), context.pathParam("version"), plural)
                .orElseThrow(ApiServer::unknown);
    }

    private void serve(RoutingContext context, Kind kind, String namespace, @Nullable String name, String sub) {
        Request request = new Request(context, kind, namespace, sub);
        HttpMethod method = context.request().method();
        if (name == null) {
            collection(request, method);
        } else if (sub.equals("log")) {
            ObjectNode pod = objects.get(kind, namespace, name);
            context.response()
                    .putHeader("content-type", "text/plain")
                    .end(PodLife.log(pod, "true".equals(context.request().getParam("timestamps"))));
        } else if (sub.equals("scale")) {
            scale(request, method, name);
        } else {
            object(request, method, name);
        }
    }

    private void collection(Request request, HttpMethod method) {
        switch (method.name()) {
            case "GET" -> list(request);
            case "POST" ->
                request.answer(
                        201, objects.create(request.kind(), request.namespace(), request.body(), request.writer()));
            case "DELETE" -> {
                Objects.Listing listing = objects.list(request.kind(), request.namespace());
                listing.items().stream()
                        .filter(request.selects())
                        .forEach(item -> objects.delete(
                                request.kind(), Json.namespace(item), Json.name(item), request.deletion()));
                request.answer(
                        200,
                        Json.object()
                                .put("kind", "Status")
                                .put("apiVersion", "v1")
                                .put("status", "Success"));
            }
            default -> throw new ApiError(405, "MethodNotAllowed", "the server does not allow this method", List.of());
        }
    }

    private void object(Request request, HttpMethod method, String name) {
        Kind kind = request.kind();
        String namespace = request.namespace();
        switch (method.name()) {
            case "GET" -> request.answerObject(objects.get(kind, namespace, name), clock.instant());
            case "PUT" -> request.answer(200, objects.update(kind, namespace, name, request.body(), request.writer()));
            case "PATCH" -> patch(request, name);
            case "DELETE" -> request.answer(200, objects.delete(kind, namespace, name, request.deletion()));
            default -> throw new ApiError(405, "MethodNotAllowed", "the server does not allow this method", List.of());
        }
    }

    private void patch(Request request, String name) {
        String type = request.contentType();
        if (type.startsWith("application/apply-patch")) {
            request.requireManager();
            boolean isNew = objects.find(request.kind(), request.namespace(), name) == null;
            ObjectNode applied =
                    objects.apply(request.kind(), request.namespace(), name, request.body(), request.writer());
            request.answer(isNew ? 201 : 200, applied);
            return;
        }
        request.answer(
                200, objects.patch(request.kind(), request.namespace(), name, type, request.json(), request.writer()));
    }

    private void scale(Request request, HttpMethod method, String name) {
        ObjectNode object = objects.get(request.kind(), request.namespace(), name);
        if (method.equals(HttpMethod.GET)) {
            request.answer(200, Scales.read(request.kind(), object));
            return;
        }
        ObjectNode scale = Scales.read(request.kind(), object);
        Merge.mergePatch(scale, request.body());
        ObjectNode scaled = objects.update(
                request.kind(), request.namespace(), name, Scales.write(object, scale), request.writer());
        request.answer(200, Scales.read(request.kind(), scaled));
    }

    private void list(Request request) {
        if (request.isWatch()) {
            request.refuseInitialEvents();
            new Watch(objects, request, clock).start();
            return;
        }
        Objects.Listing listing = objects.list(request.kind(), request.namespace());
        Predicate<JsonNode> selects = request.selects();
        List<ObjectNode> items = listing.items().stream().filter(selects).toList();
        String version = String.valueOf(listing.version());
        if (request.wantsTable()) {
            request.answer(200, Tables.of(request.kind(), items, version, clock.instant()));
            return;
        }
        ObjectNode list = Json.object()
                .put("kind", request.kind().kind() + "List")
                .put("apiVersion", request.kind().apiVersion());
        list.putObject("metadata").put("resourceVersion", version);
        ArrayNode array = list.putArray("items");
        items.forEach(array::add);
        request.answer(200, list);
    }

    private static void allow(RoutingContext context) {
        boolean isProtobuf = Protobuf.CONTENT_TYPE.equals(context.request().getHeader("content-type"));
        ObjectNode review = isProtobuf
                ? Json.object().put("kind", "SelfSubjectAccessReview").put("apiVersion", "authorization.k8s.io/v1")
                : Json.readObject(context.body().buffer().getBytes());
        Json.child(review, "status").put("allowed", true);
        answer(context, 201, review);
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        ApiError error = failure instanceof ApiError known
                ? known
                : new ApiError(500, "InternalError", String.valueOf(failure), List.of());
        if (!context.response().ended() && !context.response().headWritten()) {
            answer(context, error.code(), error.toStatus());
        }
    }

    static void answer(RoutingContext context, int status, JsonNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(Json.write(body));
    }
}
