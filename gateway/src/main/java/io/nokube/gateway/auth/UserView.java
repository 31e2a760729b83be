package io.nokube.gateway.auth;

import io.nokube.gateway.user.User;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An account as its owner sees it.
@RegisterForReflection
@Schema(name = "User")
public record UserView(String username, String email, List<String> roles, Instant createdAt) {
    static UserView of(User user) {
        return new UserView(
                user.username(), user.email(), user.roles().stream().sorted().toList(), user.createdAt());
    }
}
