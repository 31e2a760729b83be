package io.nokube.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which headers of a service's answer a caller sees. Pure.
final class ResponseHeaders {
    /// What a service runs on is nobody's business, cookies are the gateway's, and the length is set with the body.
    private static final Set<String> KEPT_BACK =
            Set.of("server", "x-powered-by", "set-cookie", "set-cookie2", "content-length", "alt-svc", "via");

    private static final List<CharSequence> ADDRESSES =
            List.of(HttpHeaders.LOCATION, HttpHeaders.createOptimized("content-location"));

    private static final String EVENT_STREAM = "text/event-stream";

    private static final int FIRST_FINAL = 200;
    private static final int LAST = 599;

    private ResponseHeaders() {}

    /// Makes `headers`, as the service sent them, what a caller sees, in place.
    ///
    /// @param serviceUrl where the service is, which callers do not learn: an address there becomes a path here
    static void forward(MultiMap headers, String serviceUrl) {
        Set<String> hopByHop = HopByHop.names(headers);
        List<String> dropped = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (hopByHop.contains(name) || KEPT_BACK.contains(name)) {
                dropped.add(header.getKey());
            }
        }
        dropped.forEach(headers::remove);
        for (CharSequence name : ADDRESSES) {
            makeRelative(headers, name, serviceUrl);
        }
        if (isEventStream(headers)) {
            // Asks a proxy in front of the gateway to pass events on as they come.
            headers.set("x-accel-buffering", "no");
        }
    }

    /// Whether an answer with such a head can be passed on: it is a final one (RFC 9110, section 15), and its body, if
    /// it
    /// comes in a coding, in chunks only (RFC 9112, section 6.1), which is all that the gateway has ever asked for.
    static boolean areUsable(int status, MultiMap headers) {
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean isClear =
                codings.isEmpty() || codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        return isClear && status >= FIRST_FINAL && status <= LAST;
    }

    static boolean isEventStream(MultiMap headers) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    private static void makeRelative(MultiMap headers, CharSequence name, String serviceUrl) {
        String value = headers.get(name);
        if (value != null && value.startsWith(serviceUrl) && value.startsWith("/", serviceUrl.length())) {
            headers.set(name, value.substring(serviceUrl.length()));
        }
    }
}
