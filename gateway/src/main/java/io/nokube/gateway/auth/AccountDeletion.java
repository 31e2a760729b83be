package io.nokube.gateway.auth;

import io.nokube.gateway.user.Accounts;
import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// The end of an account, by somebody who knows its password.
@Singleton
class AccountDeletion {
    private final Users users;
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Sessions sessions;

    AccountDeletion(Users users, Accounts accounts, Passwords passwords, LoginAttempts attempts, Sessions sessions) {
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /// @throws ProblemException 400 where the password is wrong, 409 for the last administrator, 429 after too many
    ///     failures
    Uni<Void> delete(String username, DeletionRequest request, String address) {
        var key = new LoginAttempts.Key(username, address);
        Duration wait = attempts.begin(key);
        if (!wait.isZero()) {
            throw Login.tooManyFailures(wait);
        }
        return users.find(username)
                .chain(user ->
                        passwords.matches(Objects.requireNonNull(request.password()), user.map(User::passwordHash)))
                .invoke(same -> {
                    if (!same) {
                        throw new ProblemException(List.of(new FieldError("password", "is not your password")));
                    }
                    attempts.succeeded(key);
                })
                .chain(() -> accounts.delete(username))
                .invoke(AccountDeletion::insist)
                .invoke(sessions::forget)
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
