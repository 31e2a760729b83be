package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One open watch: a line of JSON for each change of what it selects.
final class Watch {
    private static final long DEFAULT_SECONDS = 1800;
    private static final long BOOKMARK_SECONDS = 30;

    private final Objects objects;
    private final Request request;
    private final Clock clock;
    private final Predicate<JsonNode> selects;
    private final Context context = Vertx.currentContext();
    private final Consumer<Store.Change> listener = this::onChange;
    private @Nullable Function<String, Future<Void>> sink;
    private long timeout = -1;
    private long bookmarks = -1;

    Watch(Objects objects, Request request, Clock clock) {
        this.objects = objects;
        this.request = request;
        this.clock = clock;
        this.selects = request.selects();
    }

    void start() {
        String since = request.parameter("resourceVersion");
        boolean fromNow = since.isEmpty() || since.equals("0");
        List<Store.Change> missed;
        List<ObjectNode> existing;
        // Both under the objects' lock, so that no change falls between what is there and what comes.
        synchronized (objects) {
            existing =
                    fromNow ? objects.list(request.kind(), request.namespace()).items() : List.of();
            missed = objects.watch(fromNow ? objects.version() : Long.parseLong(since), listener);
        }
        open(missed, existing);
    }

    /// Clients ask for a WebSocket first, as real servers speak it; kubectl reads lines of a plain answer.
    private void open(List<Store.Change> missed, List<ObjectNode> existing) {
        String upgrade = request.context().request().getHeader("upgrade");
        if ("websocket".equalsIgnoreCase(upgrade)) {
            request.context()
                    .request()
                    .toWebSocket()
                    .onFailure(e -> objects.unwatch(listener))
                    .onSuccess(socket -> {
                        Object ignored = socket.closeHandler(nothing -> stop());
                        begin(text -> socket.writeTextMessage(text), socket::close, missed, existing);
                    });
            return;
        }
        HttpServerResponse response = request.response();
        request.context().addEndHandler(end -> stop());
        response.setChunked(true).putHeader("content-type", "application/json");
        // A client waits for the head before it counts the watch as open.
        Object ignored = response.writeHead();
        begin(response::write, response::end, missed, existing);
    }

    private void begin(
            Function<String, Future<Void>> lines, Runnable end, List<Store.Change> missed, List<ObjectNode> existing) {
        sink = lines;
        timeout = context.owner().setTimer(seconds() * 1000, id -> end.run());
        bookmarks = context.owner().setPeriodic(BOOKMARK_SECONDS * 1000, id -> bookmark());
        existing.stream().filter(selects).forEach(object -> send("ADDED", object));
        missed.forEach(this::tell);
    }

    private void stop() {
        sink = null;
        objects.unwatch(listener);
        context.owner().cancelTimer(timeout);
        context.owner().cancelTimer(bookmarks);
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
        Function<String, Future<Void>> lines = sink;
        if (lines == null) {
            return;
        }
        ObjectNode event = Json.object().put("type", type);
        event.set("object", object);
        Object ignored = lines.apply(Json.write(event) + "\n");
    }
}
