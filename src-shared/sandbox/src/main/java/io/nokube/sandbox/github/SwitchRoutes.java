package io.nokube.sandbox.github;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// The fault switches by hand, for someone who tries NoKube under `./nokube up`:
///
/// ```
/// curl -d '{"fault": "502", "count": 3, "request": "POST .*/dispatches"}' $SANDBOX/_sandbox/faults
/// ```
final class SwitchRoutes {
    private static final int DEFAULT_SECONDS = 60;

    private final Faults faults;
    private final Runs runs;

    SwitchRoutes(Faults faults, Runs runs) {
        this.faults = faults;
        this.runs = runs;
    }

    void mount(Router router) {
        router.post("/_sandbox/faults").handler(this::add);
        router.delete("/_sandbox/faults").handler(context -> {
            faults.clear();
            context.response().setStatusCode(204).end();
        });
        router.get("/_sandbox/dispatches").handler(this::dispatches);
    }

    private void add(RoutingContext context) {
        try {
            var body = context.body().asJsonObject();
            var fault = fault(body.getString("fault", ""), body.getInteger("seconds", DEFAULT_SECONDS));
            var played = body.getBoolean("done", false) ? Fault.doneThen(fault) : fault;
            faults.next(body.getInteger("count", 1), body.getString("request", ".*"), played);
            context.response().setStatusCode(204).end();
        } catch (DecodeException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            context.response()
                    .setStatusCode(400)
                    .end(
                            "fault (a status, rate-limit, secondary, hang, cut, garbage or halved), count, request, seconds,"
                                    + " done\n");
        }
    }

    private static Fault fault(String name, int seconds) {
        var duration = Duration.ofSeconds(seconds);
        return switch (name) {
            case "401" -> Fault.badCredentials();
            case "403" -> Fault.forbidden();
            case "404" -> Fault.notFound();
            case "422" -> Fault.refused("Unprocessable");
            case "429" -> Fault.tooManyRequests(duration);
            case "500", "502", "503", "504" -> Fault.serverError(Integer.parseInt(name));
            case "rate-limit" -> Fault.rateLimited(duration);
            case "secondary" -> Fault.secondaryRateLimit(duration);
            case "hang" -> Fault.hang();
            case "cut" -> Fault.cut();
            case "garbage" -> Fault.garbage();
            case "halved" -> Fault.halved();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void dispatches(RoutingContext context) {
        var all = new JsonArray();
        runs.dispatches().forEach(dispatch -> {
            var inputs = new JsonObject();
            dispatch.inputs().forEach(inputs::put);
            all.add(new JsonObject()
                    .put("run_id", dispatch.runId())
                    .put("repository", dispatch.repository())
                    .put("ref", dispatch.ref())
                    .put("inputs", inputs)
                    .put("received_at", dispatch.receivedAt().toString()));
        });
        context.response()
                .putHeader("Content-Type", Answers.JSON)
                .end(new JsonObject().put("items", all).toBuffer());
    }
}
