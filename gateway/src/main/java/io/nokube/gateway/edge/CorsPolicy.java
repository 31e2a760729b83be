package io.nokube.gateway.edge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which other web sites' pages may read answers (CORS, <https://fetch.spec.whatwg.org/#http-cors-protocol>): none,
/// those
/// listed, or with `*` every one. Pure.
///
/// A listed site may act with a signed-in user's cookie. Under `*` no site may: it can only use a token that it has.
///
/// @param origins as browsers write them (`https://console.example.com`), compared to the letter; or `*` alone
record CorsPolicy(List<String> origins) {
    static final String ANY = "*";

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Accept, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, traceparent";
    private static final String ANSWER_HEADERS =
            "Location, ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, WWW-Authenticate";
    /// In seconds; browsers remember a preflight no longer than two hours.
    private static final String MAX_AGE = "7200";

    CorsPolicy {
        origins = List.copyOf(origins);
    }

    /// Whether a page of `origin` may act in a signed-in user's name.
    boolean trusts(@Nullable String origin) {
        return origin != null && !origin.equals(ANY) && origins.contains(origin);
    }

    /// Whether a browser asks for permission here, and gets it.
    boolean isPermittedPreflight(String method, @Nullable String origin, @Nullable String requestedMethod) {
        return method.equals("OPTIONS") && origin != null && requestedMethod != null && admits(origin);
    }

    /// What every answer to a request from `origin` carries besides.
    Map<String, String> answer(@Nullable String origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (origins.isEmpty()) {
            return headers;
        }
        // Also to those without an origin: a cache must not give one site's answer to another.
        headers.put("vary", "Origin");
        if (origin != null && admits(origin)) {
            headers.putAll(admission(origin));
            headers.put("access-control-expose-headers", ANSWER_HEADERS);
        }
        return headers;
    }

    /// What the answer to a permitted preflight carries besides [#answer].
    Map<String, String> permission() {
        return Map.of(
                "access-control-allow-methods", METHODS,
                "access-control-allow-headers", REQUEST_HEADERS,
                "access-control-max-age", MAX_AGE);
    }

    private boolean admits(String origin) {
        return origins.contains(ANY) || origins.contains(origin);
    }

    private Map<String, String> admission(String origin) {
        return trusts(origin)
                ? Map.of("access-control-allow-origin", origin, "access-control-allow-credentials", "true")
                : Map.of("access-control-allow-origin", ANY);
    }
}
