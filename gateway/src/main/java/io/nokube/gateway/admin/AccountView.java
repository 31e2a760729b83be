package io.nokube.gateway.admin;

import io.nokube.gateway.user.User;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An account as administrators see it.
@RegisterForReflection
@Schema(name = "Account")
public record AccountView(
        String username,
        String email,
        List<String> roles,

        @Schema(description = "Whether it is shut: nobody can sign in with it, and its tokens open nothing")
        boolean disabled,

        Instant createdAt) {
    static AccountView of(User user) {
        return new AccountView(
                user.username(),
                user.email(),
                user.roles().stream().sorted().toList(),
                user.disabled(),
                user.createdAt());
    }
}
