package io.nokube.gateway.auth;

import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/auth/login`
@RegisterForReflection
public record LoginRequest(
        @Schema(required = true, examples = "testuser") @Nullable
        String username,

        @Schema(required = true, examples = "correct horse battery") @Nullable
        String password)
        implements RequestBody {
    private static final int LONG_ENOUGH = 1_000;

    /// Says nothing about what a username or password must be like: that would tell guesses apart.
    @Override
    public void check(Violations violations) {
        violations.required("username", username);
        violations.required("password", password);
        violations.text("username", username, LONG_ENOUGH);
        violations.text("password", password, LONG_ENOUGH);
    }

    /// Without the password, which must not get into a log.
    @Override
    public String toString() {
        return String.valueOf(username);
    }
}
