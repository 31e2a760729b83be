package io.nokube.gateway.auth;

import io.nokube.gateway.auth.TokenVerifier.Verdict;
import io.nokube.gateway.token.PersonalTokenRemoved;
import io.nokube.gateway.token.PersonalTokens;
import io.nokube.gateway.token.TokenSecret;
import io.nokube.gateway.user.User;
import io.nokube.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Verifies tokens, for the gateway's own endpoints and for the proxy alike. A personal access token is exchanged for a
/// short-lived one of the kind that the services know.
@Singleton
public class AccessTokens {
    private static final int CACHED = 10_000;
    /// How long the services take a token that stands for a personal one.
    private static final Duration STAND_IN = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final Clock clock;
    private final Standing standing;
    private final PersonalTokens personal;
    private final TokenIssuer issuer;
    private final VerifiedTokens verified = new VerifiedTokens(CACHED, Duration.ofSeconds(60));
    private final VerifiedTokens exchanged = new VerifiedTokens(CACHED, Sessions.FRESH);

    public AccessTokens(SigningKeys keys, Clock clock, Standing standing, PersonalTokens personal, TokenIssuer issuer) {
        this.keys = keys;
        this.clock = clock;
        this.standing = standing;
        this.personal = personal;
        this.issuer = issuer;
    }

    /// The token, if it is valid now. Fails only where the database has to be asked and cannot be.
    public Uni<Optional<VerifiedToken>> verify(String token) {
        if (TokenSecret.isOne(token)) {
            return exchange(token);
        }
        return verifySession(token).chain(this::stillGood);
    }

    /// The token, where it is known without asking anybody that it is valid now: nearly always, for one that is in use.
    Optional<VerifiedToken> known(String token) {
        return TokenSecret.isOne(token)
                ? exchanged.find(token, clock.instant())
                : verified.find(token, clock.instant()).filter(standing::isKnownGood);
    }

    /// A token that was taken back here opens nothing any more; other replicas notice within [Sessions#FRESH].
    void forget(@Observes PersonalTokenRemoved removed) {
        exchanged.clear();
    }

    private Uni<Optional<VerifiedToken>> stillGood(Optional<VerifiedToken> token) {
        return token.isEmpty()
                ? Uni.createFrom().item(token)
                : standing.isGood(token.get()).map(good -> good ? token : Optional.empty());
    }

    private Uni<Optional<VerifiedToken>> exchange(String secret) {
        Optional<VerifiedToken> known = exchanged.find(secret, clock.instant());
        if (known.isPresent()) {
            return Uni.createFrom().item(known);
        }
        return personal.find(new TokenSecret(secret)).map(found -> found.map(token -> standIn(secret, token)));
    }

    private VerifiedToken standIn(String secret, PersonalTokens.Found found) {
        Instant now = clock.instant();
        User user = found.user();
        TokenView issued = issuer.issue(user, STAND_IN);
        Instant end = now.plus(STAND_IN);
        Instant expiresAt = found.expiresAt() == null || end.isBefore(found.expiresAt()) ? end : found.expiresAt();
        VerifiedToken token = new VerifiedToken(
                issued.accessToken(),
                new Caller(user.username(), user.roles()),
                now,
                expiresAt,
                "",
                "",
                user.generation(),
                true);
        exchanged.keep(secret, token, now);
        return token;
    }

    private Uni<Optional<VerifiedToken>> verifySession(String token) {
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
        verified.keep(valid.token().compact(), valid.token(), clock.instant());
        return Optional.of(valid.token());
    }

    private Verdict judge(String token, KeySet keys) {
        return TokenVerifier.verify(token, keys, clock.instant());
    }
}
