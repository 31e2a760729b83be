package io.nokube.gateway.proxy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    static Set<String> names(List<Header> headers) {
        Set<String> names = new HashSet<>(ALWAYS);
        for (Header header : headers) {
            if (header.lowerName().equals("connection")) {
                for (String nominated : header.value().split(",", -1)) {
                    names.add(nominated.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
