package io.nokube.sandbox.github;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// What a GitHub App may ask: a token of its installation, for a JWT that it has signed. Nobody has told this GitHub
/// the
/// App's public key, so that all of the JWT is checked but its signature.
final class AppRoutes {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final long LONGEST_SECONDS = 600;

    private final Options options;

    AppRoutes(Options options) {
        this.options = options;
    }

    void mount(Router router) {
        router.post("/app/installations/:installation/access_tokens").handler(this::token);
    }

    private void token(RoutingContext context) {
        Instant now = options.clock().instant();
        String header = context.request().getHeader("Authorization");
        JsonObject claims = claims(header == null ? "" : header.replaceFirst("^(?i)bearer ", ""));
        long issued = claims.getLong("iat", Long.MAX_VALUE);
        long expires = claims.getLong("exp", 0L);
        if (!claims.containsKey("iss")) {
            Answers.fail(context, 401, "A JSON web token could not be decoded");
            return;
        }
        if (issued > now.getEpochSecond() || expires <= now.getEpochSecond()) {
            Answers.fail(
                    context,
                    401,
                    "'Expiration time' claim ('exp') must be a numeric value representing the future"
                            + " time at which the assertion expires");
            return;
        }
        if (expires > now.getEpochSecond() + LONGEST_SECONDS) {
            Answers.fail(context, 401, "'Expiration time' claim ('exp') is too far in the future");
            return;
        }
        Answers.send(
                context,
                201,
                new JsonObject()
                        .put("token", options.tokens().iterator().next())
                        .put("expires_at", now.plus(LIFETIME).toString())
                        .put("permissions", new JsonObject().put("actions", "write"))
                        .put("repository_selection", "selected"));
    }

    private static JsonObject claims(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        try {
            return parts.length == 3 && !parts[2].isEmpty()
                    ? new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    : new JsonObject();
        } catch (DecodeException | IllegalArgumentException e) {
            return new JsonObject();
        }
    }
}
