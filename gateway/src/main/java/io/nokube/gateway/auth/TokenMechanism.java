package io.nokube.gateway.auth;

import io.nokube.gateway.edge.AccessLog;
import io.nokube.gateway.limit.RequestLimits;
import io.nokube.gateway.token.PersonalTokenResource;
import io.nokube.identity.Caller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/// Makes the annotations on the gateway's own endpoints (`@RolesAllowed`) see the verified caller.
@Singleton
public class TokenMechanism implements HttpAuthenticationMechanism {
    /// Of the identity: when its session began.
    static final String SIGNED_IN_AT = "nokube.signed-in-at";

    private final Authenticator authenticator;
    private final RequestLimits limits;

    public TokenMechanism(Authenticator authenticator, RequestLimits limits) {
        this.authenticator = authenticator;
        this.limits = limits;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        if (Credentials.of(context.request()) instanceof Credentials.None) {
            return Uni.createFrom().nullItem();
        }
        return authenticator
                .authenticate(context.request())
                .map(TokenMechanism::identity)
                .invoke(identity ->
                        AccessLog.nameUser(context, identity.getPrincipal().getName()))
                .invoke(identity -> limits.limitUser(
                                context, identity.getPrincipal().getName())
                        .ifPresent(refused -> {
                            throw refused;
                        }));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    private static SecurityIdentity identity(Optional<VerifiedToken> token) {
        VerifiedToken verified = token.orElseThrow(AuthenticationFailedException::new);
        Caller caller = verified.caller();
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.username()))
                .addRoles(caller.roles())
                .addAttribute(PersonalTokenResource.PERSONAL, verified.personal())
                .addAttribute(SIGNED_IN_AT, verified.issuedAt())
                .build();
    }
}
