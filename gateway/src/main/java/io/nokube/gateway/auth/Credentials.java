package io.nokube.gateway.auth;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/// What a request brings along to say who sends it.
public sealed interface Credentials {
    /// A token, to be verified.
    record Token(String compact) implements Credentials {}

    /// Nothing at all.
    record None() implements Credentials {}

    /// Something that can be no token, or two of them.
    record Unreadable() implements Credentials {}

    /// An `Authorization` header goes before the cookie: who writes one means it.
    static Credentials of(HttpServerRequest request) {
        List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            Optional<String> session = SessionCookie.read(request);
            return session.isPresent() ? new Token(session.get()) : new None();
        }
        return headers.size() == 1 ? bearer(headers.getFirst()) : new Unreadable();
    }

    private static Credentials bearer(String header) {
        String stripped = header.strip();
        int space = stripped.indexOf(' ');
        boolean bearer = space > 0 && stripped.substring(0, space).equalsIgnoreCase("Bearer");
        return bearer ? new Token(stripped.substring(space + 1).strip()) : new Unreadable();
    }
}
