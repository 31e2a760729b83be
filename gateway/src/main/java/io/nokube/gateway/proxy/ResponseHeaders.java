package io.nokube.gateway.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which headers of a service's answer a caller sees. Pure.
final class ResponseHeaders {
    /// What a service runs on is nobody's business, cookies are the gateway's, and the length is set with the body.
    private static final Set<String> KEPT_BACK =
            Set.of("server", "x-powered-by", "set-cookie", "set-cookie2", "content-length", "alt-svc", "via");

    private static final Set<String> ADDRESSES = Set.of("location", "content-location");

    private ResponseHeaders() {}

    /// @param serviceUrl where the service is, which callers do not learn: an address there becomes a path here
    static List<Header> forward(List<Header> received, String serviceUrl) {
        Set<String> hopByHop = HopByHop.names(received);
        List<Header> sent = new ArrayList<>();
        for (Header header : received) {
            String name = header.lowerName();
            if (!hopByHop.contains(name) && !KEPT_BACK.contains(name)) {
                sent.add(ADDRESSES.contains(name) ? relative(header, serviceUrl) : header);
            }
        }
        if (isEventStream(received)) {
            // Asks a proxy in front of the gateway to pass events on as they come.
            sent.add(new Header("x-accel-buffering", "no"));
        }
        return sent;
    }

    static boolean isEventStream(List<Header> headers) {
        return headers.stream()
                .anyMatch(header -> header.lowerName().equals("content-type")
                        && header.value().toLowerCase(Locale.ROOT).startsWith("text/event-stream"));
    }

    private static Header relative(Header header, String serviceUrl) {
        String value = header.value();
        return value.startsWith(serviceUrl + "/")
                ? new Header(header.name(), value.substring(serviceUrl.length()))
                : header;
    }
}
