package io.nokube.gateway.auth;

import io.nokube.gateway.user.EmailAddress;
import io.nokube.gateway.user.PasswordRule;
import io.nokube.names.Username;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/auth/register`
@RegisterForReflection
public record RegisterRequest(
        @Schema(required = true, pattern = "^[a-z][a-z0-9]{1,19}$", examples = "testuser") @Nullable
        String username,

        @Schema(required = true, format = "email", examples = "testuser@example.com") @Nullable
        String email,

        @Schema(required = true, minLength = 12, examples = "correct horse battery") @Nullable
        String password)
        implements RequestBody {
    @Override
    public void check(Violations violations) {
        violations.required("username", username);
        violations.required("email", email);
        violations.required("password", password);
        violations.check("username", username, Username::isValid, Username.RULE);
        violations.check("email", email, EmailAddress::isValid, EmailAddress.RULE);
        if (password != null) {
            PasswordRule.violation(password).ifPresent(rule -> violations.add("password", rule));
        }
    }

    /// Without the password, which must not get into a log.
    @Override
    public String toString() {
        return String.valueOf(username);
    }
}
