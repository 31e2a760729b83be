package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One open watch: each change of what it selects, as a line of JSON or, where the client asks for a WebSocket as
/// fabric8 does, as a message of one.
final class Watch {
    private static final long DEFAULT_SECONDS = 1800;
    private static final long BOOKMARK_SECONDS = 30;

    private final Objects objects;
    private final Request request;
    private final Clock clock;
    private final Predicate<JsonNode> selects;
    private final long since;
    private final Context context = Vertx.currentContext();
    private final Consumer<Store.Change> listener = this::onChange;
    private @Nullable Wire wire;

    /// Where the events go.
    private interface Wire {
        void write(String event);

        void end();

        void onEnd(Runnable action);
    }

    Watch(Objects objects, Request request, Clock clock) {
        this.objects = objects;
        this.request = request;
        this.clock = clock;
        this.selects = request.selects();
        this.since = since(request.parameter("resourceVersion"));
    }

    /// 0 stands for what there is now and everything after it.
    private static long since(String version) {
        if (!version.matches("\\d{0,18}")) {
            throw ApiError.badRequest("resourceVersion: Invalid value: \"" + version + "\": must be a number");
        }
        return version.isEmpty() ? 0 : Long.parseLong(version);
    }

    void start() {
        HttpServerRequest http = request.context().request();
        if ("websocket".equalsIgnoreCase(http.getHeader("upgrade"))) {
            http.toWebSocket().onSuccess(socket -> begin(new SocketWire(socket)));
        } else {
            begin(new LineWire(request.response()));
        }
    }

    private void begin(Wire opened) {
        wire = opened;
        List<Store.Change> missed;
        List<ObjectNode> existing;
        try {
            // Both under the objects' lock, so that no change falls between what is there and what comes.
            synchronized (objects) {
                existing = since == 0
                        ? objects.list(request.kind(), request.namespace()).items()
                        : List.of();
                missed = objects.watch(since == 0 ? objects.version() : since, listener);
            }
        } catch (ApiError e) {
            write("ERROR", e.toStatus());
            opened.end();
            return;
        }
        Vertx vertx = context.owner();
        long timeout = vertx.setTimer(seconds() * 1000, id -> opened.end());
        long bookmarks = vertx.setPeriodic(BOOKMARK_SECONDS * 1000, id -> bookmark());
        opened.onEnd(() -> {
            wire = null;
            objects.unwatch(listener);
            vertx.cancelTimer(timeout);
            vertx.cancelTimer(bookmarks);
        });
        existing.stream().filter(selects).forEach(object -> send("ADDED", object));
        missed.forEach(this::tell);
    }

    private long seconds() {
        String given = request.parameter("timeoutSeconds");
        return given.isEmpty() ? DEFAULT_SECONDS : Math.max(1, Long.parseLong(given));
    }

    private void onChange(Store.Change change) {
        context.runOnContext(nothing -> tell(change));
    }

    private void tell(Store.Change change) {
        boolean isOfKind = change.key().resource().equals(request.kind().resource());
        boolean isHere =
                request.namespace().isEmpty() || change.key().namespace().equals(request.namespace());
        if (!isOfKind || !isHere) {
            return;
        }
        boolean was = change.before() != null && selects.test(change.before());
        boolean is = !change.type().equals("DELETED") && selects.test(change.object());
        if (is) {
            send(was ? "MODIFIED" : "ADDED", change.object());
        } else if (was) {
            send("DELETED", change.object());
        }
    }

    private void bookmark() {
        if (request.parameter("allowWatchBookmarks").equals("true")) {
            ObjectNode bookmark = Json.object()
                    .put("kind", request.kind().kind())
                    .put("apiVersion", request.kind().apiVersion());
            bookmark.putObject("metadata").put("resourceVersion", String.valueOf(objects.version()));
            write("BOOKMARK", bookmark);
        }
    }

    private void send(String type, ObjectNode object) {
        if (request.wantsTable()) {
            String version = object.path("metadata").path("resourceVersion").asText();
            write(type, Tables.of(request.kind(), List.of(object), version, clock.instant()));
            return;
        }
        write(type, object);
    }

    private void write(String type, JsonNode object) {
        if (wire == null) {
            return;
        }
        ObjectNode event = Json.object().put("type", type);
        event.set("object", object);
        wire.write(Json.write(event));
    }

    private record LineWire(HttpServerResponse response) implements Wire {
        LineWire {
            response.setChunked(true).putHeader("content-type", "application/json");
            // A client waits for the head before it counts the watch as open.
            response.writeHead();
        }

        @Override
        public void write(String event) {
            response.write(event + "\n");
        }

        @Override
        public void end() {
            response.end();
        }

        @Override
        public void onEnd(Runnable action) {
            response.endHandler(end -> action.run());
            response.closeHandler(close -> action.run());
        }
    }

    private record SocketWire(ServerWebSocket socket) implements Wire {
        @Override
        public void write(String event) {
            socket.writeTextMessage(event);
        }

        @Override
        public void end() {
            socket.close();
        }

        @Override
        public void onEnd(Runnable action) {
            socket.closeHandler(close -> action.run());
        }
    }
}
