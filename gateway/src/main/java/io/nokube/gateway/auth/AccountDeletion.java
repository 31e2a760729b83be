package io.nokube.gateway.auth;

import io.nokube.gateway.user.Accounts;
import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The end of an account, by somebody who knows its password, or has no password and signed in just now.
@Singleton
class AccountDeletion {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Users users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Sessions sessions;
    private final Clock clock;

    AccountDeletion(
            Users users,
            Accounts accounts,
            Passwords passwords,
            LoginAttempts attempts,
            Sessions sessions,
            Clock clock) {
        this.clock = clock;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /// @param signedInAt when the caller's session began
    /// @throws ProblemException 400 where the password is wrong, or missing and the session is not fresh;
    ///     409 for the last administrator; 429 after too many failures
    Uni<Void> delete(String username, DeletionRequest request, Instant signedInAt, String address) {
        Uni<Void> proven = request.password() == null
                ? proveByNewSession(username, signedInAt)
                : proveByPassword(username, request.password(), address);
        return proven.chain(() -> accounts.delete(username))
                .invoke(AccountDeletion::insist)
                .invoke(sessions::forget)
                .replaceWithVoid();
    }

    private Uni<Void> proveByPassword(String username, String password, String address) {
        var key = new LoginAttempts.Key(username, address);
        return attempts.begin(key)
                .invoke(Login::insist)
                .chain(() -> users.find(username))
                .chain(user -> passwords.matches(password, user.map(User::passwordHash)))
                .invoke(same -> {
                    if (!same) {
                        throw new ProblemException(List.of(new FieldError("password", "is not your password")));
                    }
                })
                .chain(() -> attempts.succeeded(key));
    }

    /// Who signs in with another account may know no password, but can show just now that it is his.
    private Uni<Void> proveByNewSession(String username, Instant signedInAt) {
        return users.signsInElsewhere(username)
                .invoke(elsewhere -> {
                    if (!elsewhere) {
                        throw new ProblemException(List.of(new FieldError("password", "is required")));
                    }
                    if (signedInAt.plus(FRESH).isBefore(clock.instant())) {
                        throw new ProblemException(List.of(new FieldError(
                                "password", "is required, unless you have signed in within the last five minutes")));
                    }
                })
                .replaceWithVoid();
    }

    private static void insist(Accounts.Outcome outcome) {
        switch (outcome) {
            case Accounts.Outcome.Done done -> {}
            // Deleted by another request just now, which is what was asked for.
            case Accounts.Outcome.NoSuchUser none -> {}
            case Accounts.Outcome.LastAdministrator last ->
                throw new ProblemException(
                        ProblemType.CONFLICT, "You are the last administrator. Make another one first.");
        }
    }
}
