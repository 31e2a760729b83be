package io.nokube.sandbox.github;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// The hourly allowance, told in `X-RateLimit-*` as GitHub does. An answer 304 costs nothing.
final class RateLimit {
    static final String MESSAGE = "API rate limit exceeded for user ID 1. If you reach out to GitHub Support for help,"
            + " please include the request ID.";
    private static final String KEY = "rate-limit";

    private final Clock clock;
    private final int limit;
    private int used;
    private Instant reset;

    RateLimit(Clock clock, int limit) {
        this.clock = clock;
        this.limit = limit;
        this.reset = clock.instant().plus(Duration.ofHours(1));
    }

    static RateLimit of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    void handle(RoutingContext context) {
        context.put(KEY, this);
        renew();
        if (context.request().path().equals("/rate_limit")) {
            tell(context);
            context.next();
            return;
        }
        if (used >= limit) {
            tell(context);
            Answers.fail(context, 403, MESSAGE);
            return;
        }
        used++;
        tell(context);
        context.next();
    }

    void giveBack(RoutingContext context) {
        used = Math.max(0, used - 1);
        tell(context);
    }

    void exhaust(RoutingContext context, Duration resetIn) {
        used = limit;
        reset = clock.instant().plus(resetIn);
        tell(context);
    }

    JsonObject json() {
        renew();
        return new JsonObject()
                .put("limit", limit)
                .put("used", used)
                .put("remaining", limit - used)
                .put("reset", reset.getEpochSecond());
    }

    private void renew() {
        if (!clock.instant().isBefore(reset)) {
            used = 0;
            reset = clock.instant().plus(Duration.ofHours(1));
        }
    }

    private void tell(RoutingContext context) {
        context.response()
                .putHeader("X-RateLimit-Limit", Integer.toString(limit))
                .putHeader("X-RateLimit-Used", Integer.toString(used))
                .putHeader("X-RateLimit-Remaining", Integer.toString(limit - used))
                .putHeader("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()))
                .putHeader("X-RateLimit-Resource", "core");
    }
}
