package io.nokube.monitor.deploy;

import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Which revision to go back to.
public record RollbackRequest(
        @Schema(required = true, minimum = "1", examples = "2") @Nullable
        Long revision) implements RequestBody {
    @Override
    public void check(Violations violations) {
        violations.required("revision", revision);
        violations.check("revision", revision, number -> number > 0, "must be the number of a revision");
    }
}
