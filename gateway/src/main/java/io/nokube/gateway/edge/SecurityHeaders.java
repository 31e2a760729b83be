package io.nokube.gateway.edge;

import io.vertx.core.MultiMap;

/// What browsers are told with every answer. A header that is set already stays: whoever set it knew better.
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void complete(MultiMap headers, String scheme) {
        setIfAbsent(headers, "x-content-type-options", "nosniff");
        setIfAbsent(headers, "x-frame-options", "DENY");
        setIfAbsent(headers, "content-security-policy", "default-src 'none'; frame-ancestors 'none'");
        setIfAbsent(headers, "referrer-policy", "no-referrer");
        setIfAbsent(headers, "cache-control", "no-store");
        if (scheme.equals("https")) {
            setIfAbsent(headers, "strict-transport-security", "max-age=31536000");
        }
    }

    private static void setIfAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
