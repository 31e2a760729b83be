package io.nokube.gateway.auth;

import io.nokube.gateway.auth.TokenVerifier.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Verifies tokens, for the gateway's own endpoints and for the proxy alike. Other kinds of credentials (personal
/// access tokens, tokens of an identity provider) join here.
@Singleton
public class AccessTokens {
    private static final int CACHED = 10_000;

    private final SigningKeys keys;
    private final Clock clock;
    private final VerifiedTokens verified = new VerifiedTokens(CACHED);

    public AccessTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// The token, if it is valid now. Fails only where the database would have to be asked for a new key and cannot be.
    public Uni<Optional<VerifiedToken>> verify(String token) {
        Optional<VerifiedToken> known = verified.find(token, clock.instant());
        if (known.isPresent()) {
            return Uni.createFrom().item(known);
        }
        return switch (judge(token, keys.known())) {
            case Verdict.Valid valid -> Uni.createFrom().item(accepted(valid));
            case Verdict.Invalid invalid -> Uni.createFrom().item(Optional.empty());
            case Verdict.UnknownKey unknown -> keys.refresh().map(newer -> secondLook(token, newer));
        };
    }

    private Optional<VerifiedToken> secondLook(String token, KeySet newer) {
        return judge(token, newer) instanceof Verdict.Valid valid ? accepted(valid) : Optional.empty();
    }

    private Optional<VerifiedToken> accepted(Verdict.Valid valid) {
        verified.keep(valid.token(), clock.instant());
        return Optional.of(valid.token());
    }

    private Verdict judge(String token, KeySet keys) {
        return TokenVerifier.verify(token, keys, clock.instant());
    }
}
