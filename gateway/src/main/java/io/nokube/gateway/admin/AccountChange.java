package io.nokube.gateway.admin;

import io.nokube.identity.Role;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `PATCH /api/v1/admin/users/{username}`
@RegisterForReflection
public record AccountChange(
        @Schema(nullable = true, description = "All its roles: user, and admin or not", examples = "[\"user\"]")
        @Nullable
        List<String> roles,

        @Schema(nullable = true, description = "true shuts the account, false opens it again") @Nullable
        Boolean disabled)
        implements RequestBody {
    private static final Set<String> KNOWN = Set.of(Role.USER, Role.ADMIN);

    @Override
    public void check(Violations violations) {
        if (roles == null && disabled == null) {
            violations.add("roles", "is required where disabled is not given");
        }
        violations.check(
                "roles",
                roles,
                given -> given.stream().allMatch(AccountChange::isKnown) && given.contains(Role.USER),
                "must be [\"user\"] or [\"user\", \"admin\"]");
    }

    /// Somebody may write null into the list.
    private static boolean isKnown(@Nullable String role) {
        return role != null && KNOWN.contains(role);
    }

    @Nullable
    Set<String> newRoles() {
        return roles == null ? null : Set.copyOf(roles);
    }

    /// For the audit log.
    String summary() {
        String what = roles == null
                ? ""
                : "roles=" + String.join(",", roles.stream().sorted().distinct().toList());
        return disabled == null ? what : (what + " disabled=" + disabled).strip();
    }
}
