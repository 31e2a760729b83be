package io.nokube.gateway.proxy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Headers that belong to one connection and not to the message (RFC 9110, section 7.6.1). Pure.
final class HopByHop {
    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private HopByHop() {}

    /// The lower-case names of `headers` that go no further: the usual ones and those that `Connection` names.
    static Set<String> names(Iterable<Map.Entry<String, String>> headers) {
        Set<String> names = ALWAYS;
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase("connection")
                    && !header.getValue().equalsIgnoreCase("keep-alive")) {
                names = with(names, header.getValue());
            }
        }
        return names;
    }

    private static Set<String> with(Set<String> names, String connection) {
        Set<String> all = new HashSet<>(names);
        for (String nominated : connection.split(",", -1)) {
            all.add(nominated.strip().toLowerCase(Locale.ROOT));
        }
        return all;
    }
}
