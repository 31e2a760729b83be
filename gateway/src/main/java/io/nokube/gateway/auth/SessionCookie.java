package io.nokube.gateway.auth;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/// The cookie that keeps the console signed in. It holds a token that scripts in the page cannot read.
///
/// Over TLS its name starts with `__Host-`, which browsers only let the same host set over TLS. Behind a proxy that
/// ends
/// TLS, `QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING=true` (with its list of trusted proxies) tells the gateway so.
public final class SessionCookie {
    /// The name over plain HTTP, such as on a developer's machine.
    public static final String PLAIN_NAME = "nokube_session";

    public static final String SECURE_NAME = "__Host-" + PLAIN_NAME;

    private SessionCookie() {}

    /// The cookie that keeps `token`.
    public static NewCookie of(TokenView token, HttpServerRequest request) {
        return cookie(token.accessToken(), Math.toIntExact(token.expiresIn()), request);
    }

    /// Makes the browser forget it.
    static NewCookie none(HttpServerRequest request) {
        return cookie("", 0, request);
    }

    /// The token in `request`'s cookie.
    public static Optional<String> read(HttpServerRequest request) {
        Cookie cookie = request.getCookie(name(request));
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }

    private static NewCookie cookie(String value, int maxAge, HttpServerRequest request) {
        return new NewCookie.Builder(name(request))
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(isSecure(request))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    private static String name(HttpServerRequest request) {
        return isSecure(request) ? SECURE_NAME : PLAIN_NAME;
    }

    private static boolean isSecure(HttpServerRequest request) {
        return "https".equals(request.scheme());
    }
}
