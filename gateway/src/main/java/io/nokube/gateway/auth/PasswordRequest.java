package io.nokube.gateway.auth;

import io.nokube.gateway.user.PasswordRule;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/auth/password`
@RegisterForReflection
public record PasswordRequest(
        @Schema(required = true) @Nullable String currentPassword,
        @Schema(required = true, minLength = 12) @Nullable String newPassword)
        implements RequestBody {
    private static final int LONG_ENOUGH = 1_000;

    @Override
    public void check(Violations violations) {
        violations.required("current_password", currentPassword);
        violations.text("current_password", currentPassword, LONG_ENOUGH);
        violations.required("new_password", newPassword);
        if (newPassword != null) {
            PasswordRule.violation(newPassword).ifPresent(rule -> violations.add("new_password", rule));
        }
    }

    /// Without the passwords, which must not get into a log.
    @Override
    public String toString() {
        return "a new password";
    }
}
