package io.nokube.gateway.external;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.NewCookie;
import org.jspecify.annotations.Nullable;

/// The cookie that holds what a browser needs to finish the sign-in it began. It comes along when the provider sends
/// the browser back, which a `Strict` one would not.
final class SignInCookie {
    private static final String PLAIN_NAME = "nokube_sign_in";
    private static final String SECURE_NAME = "__Host-" + PLAIN_NAME;

    private SignInCookie() {}

    static NewCookie of(String secret, HttpServerRequest request) {
        return cookie(secret, Math.toIntExact(SignIns.TIME.toSeconds()), request);
    }

    static NewCookie none(HttpServerRequest request) {
        return cookie("", 0, request);
    }

    static @Nullable String read(HttpServerRequest request) {
        Cookie cookie = request.getCookie(name(request));
        return cookie == null ? null : cookie.getValue();
    }

    private static NewCookie cookie(String value, int maxAge, HttpServerRequest request) {
        return new NewCookie.Builder(name(request))
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(isSecure(request))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private static String name(HttpServerRequest request) {
        return isSecure(request) ? SECURE_NAME : PLAIN_NAME;
    }

    private static boolean isSecure(HttpServerRequest request) {
        return "https".equals(request.scheme());
    }
}
