package io.nokube.gateway.auth;

import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.names.Username;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Signing in with a password. An unknown user and a wrong password are the same in words, work and time.
@Singleton
class Login {
    private final Users users;
    private final Passwords passwords;
    private final LoginAttempts attempts;

    Login(Users users, Passwords passwords, LoginAttempts attempts) {
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
    }

    /// The user who signs in from `address`.
    ///
    /// @throws ProblemException 401, 403 where the account is disabled, or 429 after too many failures
    Uni<User> login(LoginRequest request, String address) {
        String username = Objects.requireNonNull(request.username());
        String password = Objects.requireNonNull(request.password());
        var key = new LoginAttempts.Key(username, address);
        return attempts.begin(key)
                .invoke(Login::insist)
                .chain(() -> find(username))
                .chain(user -> passwords
                        .matches(password, user.map(User::passwordHash))
                        .map(same -> signedIn(user, same)))
                .call(user -> attempts.succeeded(key));
    }

    /// @throws ProblemException 429 where `wait` is not over
    static void insist(Duration wait) {
        if (!wait.isZero()) {
            throw tooManyFailures(wait);
        }
    }

    /// Asks the database for whatever could be a name, also where none is like that, for the time that it takes.
    private Uni<Optional<User>> find(String username) {
        return users.find(username.indexOf(0) >= 0 ? "" : username)
                .map(user -> user.filter(found -> Username.isValid(username)));
    }

    private static User signedIn(Optional<User> user, boolean samePassword) {
        User found = user.filter(there -> samePassword)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.BAD_CREDENTIALS, "Check both. After ten failures you have to wait a while."));
        if (found.disabled()) {
            // Only told to somebody who knows the password.
            throw new ProblemException(ProblemType.FORBIDDEN, "This account is disabled. Ask an administrator.");
        }
        return found;
    }

    private static ProblemException tooManyFailures(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new ProblemException(
                Problem.of(ProblemType.TOO_MANY_REQUESTS, "Too many failed logins. Wait, then try again."),
                Map.of("Retry-After", Long.toString(seconds)));
    }
}
