package io.nokube.sandbox.github;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/// The only way an answer leaves the sandbox: with ETag and 304, or lost where a fault says so.
final class Answers {
    static final String JSON = "application/json; charset=utf-8";
    private static final String LOST = "lost";

    private Answers() {}

    static JsonObject error(int status, String message) {
        return new JsonObject()
                .put("message", message)
                .put("documentation_url", "https://docs.github.com/rest")
                .put("status", Integer.toString(status));
    }

    static void fail(RoutingContext context, int status, String message) {
        send(context, status, error(status, message));
    }

    static void notFound(RoutingContext context) {
        fail(context, 404, "Not Found");
    }

    static void send(RoutingContext context, int status, JsonObject body) {
        send(context, status, body.toBuffer());
    }

    static void send(RoutingContext context, int status, JsonArray body) {
        send(context, status, body.toBuffer());
    }

    private static void send(RoutingContext context, int status, Buffer bytes) {
        if (status == 200 && context.request().method().name().equals("GET")) {
            var tag = "W/\"" + Hashes.of(bytes.toString(StandardCharsets.UTF_8)) + "\"";
            context.response().putHeader("ETag", tag).putHeader("Cache-Control", "private, max-age=60, s-maxage=60");
            if (tag.equals(context.request().getHeader("If-None-Match"))) {
                RateLimit.of(context).giveBack(context);
                end(context, 304, null);
                return;
            }
        }
        context.response().putHeader("Content-Type", JSON);
        end(context, status, bytes);
    }

    static void noContent(RoutingContext context) {
        end(context, 204, null);
    }

    static void redirect(RoutingContext context, String location) {
        context.response().putHeader("Location", location);
        end(context, 302, null);
    }

    static void text(RoutingContext context, String text) {
        context.response().putHeader("Content-Type", "text/plain; charset=utf-8");
        end(context, 200, Buffer.buffer(text));
    }

    /// From now on the request is done as usual, but what is answered is the fault.
    static void lose(RoutingContext context, Fault instead) {
        context.put(LOST, instead);
    }

    static void play(RoutingContext context, Fault fault) {
        switch (fault) {
            case Fault.Hang hang -> context.response().exceptionHandler(gone -> {});
            case Fault.Cut cut -> context.request().connection().close();
            case Fault.DoneThen done -> {
                lose(context, done.instead());
                context.next();
            }
            case Fault.Told told -> {
                told.told().run();
                play(context, told.then());
            }
            case Fault.Halved halved -> {
                lose(context, halved);
                context.next();
            }
            case Fault.RateLimited limited -> {
                RateLimit.of(context).exhaust(context, limited.resetIn());
                write(context, 403, error(403, RateLimit.MESSAGE).toBuffer(), JSON);
            }
            case Fault.Answer answer -> {
                answer.headers().forEach(context.response()::putHeader);
                var body = Buffer.buffer(answer.body());
                write(context, answer.status(), body, answer.headers().getOrDefault("Content-Type", JSON));
            }
        }
    }

    private static void write(RoutingContext context, int status, Buffer body, String type) {
        context.response().putHeader("Content-Type", type).setStatusCode(status).end(body);
    }

    private static void end(RoutingContext context, int status, @org.jspecify.annotations.Nullable Buffer body) {
        Fault lost = context.get(LOST);
        if (lost instanceof Fault.Halved) {
            context.response()
                    .setStatusCode(status)
                    .end(body == null ? Buffer.buffer() : body.slice(0, body.length() / 2));
            return;
        }
        if (lost != null) {
            context.response().headers().remove("Location");
            play(context, lost);
            return;
        }
        context.response().setStatusCode(status);
        if (body == null) {
            context.response().end();
        } else {
            context.response().end(body);
        }
    }
}
