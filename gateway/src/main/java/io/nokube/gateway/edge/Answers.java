package io.nokube.gateway.edge;

import io.nokube.problem.FieldError;
import io.nokube.problem.Problem;
import io.nokube.web.TraceIds;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Problems written where no resource method is: in front of the resources and in the proxy.
public final class Answers {
    private Answers() {}

    public static void problem(RoutingContext context, Problem problem, Map<String, String> headers) {
        HttpServerRequest request = context.request();
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(problem.status()).putHeader("content-type", Problem.MEDIA_TYPE);
        // The answer does not wait for a body that nobody is going to read; the server throws it away.
        request.resume();
        response.end(body(problem, request));
    }

    public static void problem(RoutingContext context, Problem problem) {
        problem(context, problem, Map.of());
    }

    /// `problem` in JSON, with the path it happened at and the trace it can be found by.
    public static Buffer body(Problem problem, HttpServerRequest request) {
        return json(problem.at(request.path(), TraceIds.of(request.getHeader(TraceIds.HEADER))))
                .toBuffer();
    }

    private static JsonObject json(Problem problem) {
        JsonObject json = new JsonObject()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status());
        putIfPresent(json, "detail", problem.detail());
        putIfPresent(json, "instance", problem.instance());
        if (!problem.errors().isEmpty()) {
            JsonArray errors = new JsonArray();
            for (FieldError error : problem.errors()) {
                errors.add(new JsonObject().put("field", error.field()).put("message", error.message()));
            }
            json.put("errors", errors);
        }
        putIfPresent(json, "trace_id", problem.traceId());
        return json;
    }

    private static void putIfPresent(JsonObject json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
