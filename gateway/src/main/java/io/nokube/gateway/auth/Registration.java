package io.nokube.gateway.auth;

import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.user.Added;
import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.identity.Role;
import io.nokube.problem.FieldError;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Making an account.
@Singleton
class Registration {
    private final Users users;
    private final Passwords passwords;
    private final Clock clock;
    private final boolean open;

    Registration(Users users, Passwords passwords, Clock clock, GatewayConfig config) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
        this.open = config.auth().registration() == GatewayConfig.Registration.OPEN;
    }

    /// The new account.
    ///
    /// @throws ProblemException 403 where registration is closed, 409 naming what is taken
    Uni<User> register(RegisterRequest request) {
        if (!open) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Registration is closed here. Ask an administrator for an account.");
        }
        String password = Objects.requireNonNull(request.password());
        return passwords
                .hash(password)
                .chain(hash -> users.add(user(request, hash)))
                .map(Registration::added);
    }

    private User user(RegisterRequest request, String hash) {
        return new User(
                Objects.requireNonNull(request.username()),
                Objects.requireNonNull(request.email()),
                hash,
                Set.of(Role.USER),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static User added(Added added) {
        return switch (added) {
            case Added.Done done -> done.user();
            case Added.Taken taken -> throw conflict(taken.fields());
        };
    }

    private static ProblemException conflict(List<String> fields) {
        List<FieldError> errors =
                fields.stream().map(field -> new FieldError(field, "is taken")).toList();
        ProblemType type = ProblemType.CONFLICT;
        String detail = "Somebody has this " + String.join(" and this ", fields) + " already.";
        return new ProblemException(
                new Problem(type.uri(), type.title(), type.status(), detail, null, errors, null), Map.of());
    }
}
