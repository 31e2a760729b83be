package io.nokube.gateway.auth;

import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `DELETE /api/v1/auth/me`
@RegisterForReflection
public record DeletionRequest(
        @Schema(
                description = "The account's own, once more. Who signs in with another account, and knows no password,"
                        + " signs in again and leaves it out within five minutes.",
                examples = "correct horse battery")
        @Nullable
        String password)
        implements RequestBody {
    private static final int LONG_ENOUGH = 1_000;

    @Override
    public void check(Violations violations) {
        violations.text("password", password, LONG_ENOUGH);
    }

    /// Without the password, which must not get into a log.
    @Override
    public String toString() {
        return "the end of an account";
    }
}
