package io.nokube.monitor.deploy;

import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How many pods are to run; 0 stops the app.
public record ScaleRequest(
        @Schema(required = true, minimum = "0", maximum = "100", examples = "3") @Nullable
        Integer replicas) implements RequestBody {
    @Override
    public void check(Violations violations) {
        violations.required("replicas", replicas);
        violations.range("replicas", replicas, 0, 100);
    }
}
