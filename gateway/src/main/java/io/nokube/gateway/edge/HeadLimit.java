package io.nokube.gateway.edge;

import io.vertx.core.MultiMap;
import java.util.Map;

/// How large a request may be without its body. Pure.
///
/// The server itself reads four times as much (`quarkus.http.limits`), so that what is somewhat too large is answered
/// with a problem; what is larger still gets the status alone, before all of it has come in.
final class HeadLimit {
    static final int MAX_TARGET = 8_192;
    static final int MAX_HEADERS = 8_192;
    /// A colon, a space, and the end of the line.
    private static final int PUNCTUATION = 4;

    private HeadLimit() {}

    static boolean isTargetTooLong(String target) {
        return target.length() > MAX_TARGET;
    }

    static boolean areHeadersTooLarge(MultiMap headers) {
        int size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length() + PUNCTUATION;
        }
        return size > MAX_HEADERS;
    }
}
