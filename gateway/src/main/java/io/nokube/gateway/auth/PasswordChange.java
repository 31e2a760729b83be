package io.nokube.gateway.auth;

import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A new password for somebody who knows the present one. Whoever was signed in with the account is signed out.
@Singleton
class PasswordChange {
    private final Users users;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Sessions sessions;

    PasswordChange(Users users, Passwords passwords, LoginAttempts attempts, Sessions sessions) {
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /// The account as it is afterwards.
    ///
    /// @throws ProblemException 400 where the present password is wrong, 429 after too many failures
    Uni<User> change(String username, PasswordRequest request, String address) {
        var key = new LoginAttempts.Key(username, address);
        String present = Objects.requireNonNull(request.currentPassword());
        return attempts.begin(key)
                .invoke(Login::insist)
                .chain(() -> users.find(username))
                .chain(user -> passwords.matches(present, user.map(User::passwordHash)))
                .invoke(same -> {
                    if (!same) {
                        throw new ProblemException(List.of(new FieldError("current_password", "is not your password")));
                    }
                })
                .call(() -> attempts.succeeded(key))
                .chain(() -> passwords.hash(Objects.requireNonNull(request.newPassword())))
                .chain(hash -> users.changePassword(username, hash))
                .invoke(sessions::forget)
                .map(PasswordChange::there);
    }

    private static User there(Optional<User> user) {
        return user.orElseThrow(
                () -> new ProblemException(ProblemType.UNAUTHENTICATED, "The account of this token is no more."));
    }
}
