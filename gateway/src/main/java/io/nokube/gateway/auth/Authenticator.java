package io.nokube.gateway.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Finds out who sends a request.
@Singleton
public class Authenticator {
    private final AccessTokens tokens;

    public Authenticator(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /// The verified token of `request`; empty where it has none, or one that is not valid.
    public Uni<Optional<VerifiedToken>> authenticate(HttpServerRequest request) {
        return switch (Credentials.of(request)) {
            case Credentials.Token token -> tokens.verify(token.compact());
            case Credentials.None none -> Uni.createFrom().item(Optional.empty());
            case Credentials.Unreadable unreadable -> Uni.createFrom().item(Optional.empty());
        };
    }

    /// The verified token of `request` where that is known at once; empty where it has to be asked for.
    public Optional<VerifiedToken> known(HttpServerRequest request) {
        return Credentials.of(request) instanceof Credentials.Token token
                ? tokens.known(token.compact())
                : Optional.empty();
    }
}
