package io.nokube.gateway.token;

import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/auth/tokens`
@RegisterForReflection
public record NewPersonalToken(
        @Schema(required = true, description = "What it is for, up to 100 characters", examples = "deploy from CI")
        @Nullable
        String name,

        @Schema(description = "1 to 366; 90 where it is not said", examples = "90") @Nullable
        Integer expiresInDays)
        implements RequestBody {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST = 366;
    private static final int USUAL = 90;

    @Override
    public void check(Violations violations) {
        violations.required("name", name);
        violations.text("name", name, LONGEST_NAME);
        violations.check("name", name, text -> !text.isBlank(), "must say what the token is for");
        violations.range("expires_in_days", expiresInDays, 1, LONGEST);
    }

    Instant expiresAt(Instant now) {
        return now.plus(Duration.ofDays(expiresInDays == null ? USUAL : expiresInDays));
    }
}
