package io.nokube.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/// What browsers are told with every answer. A header that is set already stays: whoever set it knew better.
final class SecurityHeaders {
    // In the form in which they are written, since every answer carries them.
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("x-frame-options");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence NOTHING =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence TRANSPORT_SECURITY = HttpHeaders.createOptimized("strict-transport-security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

    private SecurityHeaders() {}

    static void complete(MultiMap headers, String scheme) {
        setIfAbsent(headers, CONTENT_TYPE_OPTIONS, NOSNIFF);
        setIfAbsent(headers, FRAME_OPTIONS, DENY);
        setIfAbsent(headers, CONTENT_SECURITY_POLICY, NOTHING);
        setIfAbsent(headers, REFERRER_POLICY, NO_REFERRER);
        setIfAbsent(headers, HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (scheme.equals("https")) {
            setIfAbsent(headers, TRANSPORT_SECURITY, A_YEAR);
        }
    }

    private static void setIfAbsent(MultiMap headers, CharSequence name, CharSequence value) {
        if (!headers.contains(name)) {
            headers.add(name, value);
        }
    }
}
