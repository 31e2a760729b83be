package io.nokube.gateway.external;

import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.external.SignIns.Begun;
import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Sends somebody to a provider, and finds out who came back.
@Singleton
class ExternalSignIn {
    private final SignIns signIns;
    private final ExternalIdentities identities;
    private final NewAccounts accounts;
    private final Users users;
    private final Secrets secrets;
    private final String publicUrl;

    /// @param location where the browser goes
    /// @param secret what it takes along, in its cookie
    record Departure(String location, String secret) {}

    /// What a provider sends back, as RFC 6749, 4.1.2 has it.
    record Callback(
            @Nullable String code,
            @Nullable String state,
            @Nullable String error) {
        /// Without the code, which must not get into a log.
        @Override
        public String toString() {
            return String.valueOf(error);
        }
    }

    /// @param isNew whether the account was made just now
    /// @param isLinked whether the account was there and has got another way in
    record Arrival(User user, String returnTo, boolean isNew, boolean isLinked) {}

    ExternalSignIn(
            SignIns signIns,
            ExternalIdentities identities,
            NewAccounts accounts,
            Users users,
            Secrets secrets,
            GatewayConfig config) {
        this.signIns = signIns;
        this.identities = identities;
        this.accounts = accounts;
        this.users = users;
        this.secrets = secrets;
        this.publicUrl = config.publicUrl().orElse("").replaceFirst("/$", "");
    }

    /// @param linkTo the account that gets another way in; null where somebody just signs in
    Uni<Departure> begin(Provider provider, @Nullable String returnTo, @Nullable String linkTo) {
        Attempt attempt = new Attempt(secrets.next());
        Begun begun = new Begun(provider.id(), ReturnPath.of(returnTo), linkTo);
        return provider.authorizationUrl(attempt, callback(provider))
                .call(() -> signIns.begin(attempt, begun))
                .map(url -> new Departure(url, attempt.secret()));
    }

    /// @param secret what the browser's cookie holds; null where it has none
    /// @throws SignInException in the stream, where nobody is signed in
    Uni<Arrival> finish(Provider provider, Callback callback, @Nullable String secret) {
        if (secret == null || !Secrets.isOne(secret)) {
            throw expired("the browser has no cookie of it");
        }
        Attempt attempt = new Attempt(secret);
        if (callback.state() == null || !attempt.isState(callback.state())) {
            throw expired("the state is another one");
        }
        return signIns.take(attempt)
                .map(found -> found.filter(begun -> begun.provider().equals(provider.id()))
                        .orElseThrow(() -> expired("it was not begun, or is over")))
                .chain(begun -> arrive(provider, callback, attempt, begun));
    }

    private Uni<Arrival> arrive(Provider provider, Callback callback, Attempt attempt, Begun begun) {
        if (callback.error() != null || callback.code() == null) {
            throw new SignInException(SignInProblem.DENIED, "The provider sent nobody back");
        }
        return provider.identify(callback.code(), attempt, callback(provider))
                .chain(identity -> begun.linkTo() == null
                        ? signedIn(identity, begun.returnTo())
                        : linked(identity, begun.linkTo(), begun.returnTo(), false))
                .invoke(arrival -> {
                    if (arrival.user().disabled()) {
                        throw new SignInException(SignInProblem.DISABLED, "An administrator has disabled the account");
                    }
                });
    }

    private Uni<Arrival> signedIn(ExternalIdentity identity, String returnTo) {
        return identities
                .find(identity)
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().item(new Arrival(known.get(), returnTo, false, false))
                        : accounts.make(identity).chain(user -> linked(identity, user.username(), returnTo, true)));
    }

    private Uni<Arrival> linked(ExternalIdentity identity, String username, String returnTo, boolean isNew) {
        return identities.link(identity, username).chain(owner -> {
            if (!owner.equals(username)) {
                throw new SignInException(SignInProblem.LINKED_ELSEWHERE, "The identity is another account's");
            }
            return users.find(username)
                    .map(user -> user.orElseThrow(() -> expired("the account is no more")))
                    .map(user -> new Arrival(user, returnTo, isNew, !isNew));
        });
    }

    private String callback(Provider provider) {
        return publicUrl + ExternalSignInResource.PATH + "/" + provider.id() + "/callback";
    }

    private static SignInException expired(String why) {
        return new SignInException(SignInProblem.EXPIRED, "The sign-in cannot be finished: " + why);
    }
}
