package io.nokube.gateway.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/// One request and its answer on a connection: in HTTP/1 it has the connection to itself. In HTTP/2 (RFC 9113) it is
/// one stream of many, and what ends it must leave the others alone.
public final class Exchanges {
    /// `INTERNAL_ERROR` (RFC 9113, section 7).
    private static final long INTERNAL_ERROR = 2;

    private Exchanges() {}

    /// Whether other requests are on the same connection at the same time.
    public static boolean sharesConnection(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /// Ends it where it is, so that the client does not take what it has for a whole answer.
    public static void breakOff(HttpServerRequest request) {
        if (sharesConnection(request)) {
            request.response().reset(INTERNAL_ERROR);
        } else {
            request.connection().close();
        }
    }
}
