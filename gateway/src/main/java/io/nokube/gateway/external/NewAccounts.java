package io.nokube.gateway.external;

import io.nokube.gateway.auth.Passwords;
import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.user.Added;
import io.nokube.gateway.user.EmailAddress;
import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/// Makes accounts for people who come from a provider for the first time.
///
/// An account is never given to somebody for having its email address: a provider that does not check addresses could
/// hand out any account that way. Its owner links it instead.
@Singleton
class NewAccounts {
    private final Users users;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Clock clock;
    private final boolean open;

    NewAccounts(Users users, Passwords passwords, Secrets secrets, Clock clock, GatewayConfig config) {
        this.users = users;
        this.passwords = passwords;
        this.secrets = secrets;
        this.clock = clock;
        this.open = config.signIn().accounts().orElse(config.auth().registration()) == GatewayConfig.Registration.OPEN;
    }

    /// The new account of `identity`, which is not linked to it yet.
    ///
    /// @throws SignInException in the stream, where none is made
    Uni<User> make(ExternalIdentity identity) {
        if (!open) {
            throw new SignInException(SignInProblem.NO_ACCOUNT, "There is no account, and none is made");
        }
        String email = identity.email();
        if (email == null || !EmailAddress.isValid(email)) {
            throw new SignInException(SignInProblem.NO_EMAIL, "The provider names no confirmed email address");
        }
        // Nobody ever knows it: the only way in is through the provider.
        return passwords.hash(secrets.next()).chain(hash -> add(UsernameProposals.of(identity.names()), email, hash));
    }

    private Uni<User> add(List<String> proposals, String email, String hash) {
        if (proposals.isEmpty()) {
            throw new SignInException(SignInProblem.NO_ACCOUNT, "Every username that was tried is taken");
        }
        User user = new User(
                proposals.getFirst(),
                email,
                hash,
                Set.of(Role.USER),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return users.add(user).chain(added -> switch (added) {
            case Added.Done done -> Uni.createFrom().item(done.user());
            case Added.Taken taken
            when taken.fields().contains("email") ->
                throw new SignInException(SignInProblem.EMAIL_TAKEN, "Another account has the email address");
            case Added.Taken taken -> add(proposals.subList(1, proposals.size()), email, hash);
        });
    }
}
