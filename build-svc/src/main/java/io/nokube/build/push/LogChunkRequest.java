package io.nokube.build.push;

import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Some of what a job printed.
@Schema(name = "LogChunkPush")
public record LogChunkRequest(
        @Schema(required = true, description = "From 0, one more for each chunk of the run", minimum = "0") @Nullable
        Integer sequence,

        @Schema(required = true, description = "The name of the step that printed it", maxLength = 100) @Nullable
        String step,

        @Schema(
                required = true,
                description = "As it was printed; a line may begin in one chunk and end in the next",
                maxLength = MAX_TEXT)
        @Nullable
        String text)
        implements RequestBody {
    static final int MAX_TEXT = 65_536;
    private static final int MAX_STEP = 100;
    private static final int MAX_SEQUENCE = 1_000_000;

    @Override
    public void check(Violations violations) {
        violations.required("sequence", sequence);
        violations.range("sequence", sequence, 0, MAX_SEQUENCE);
        violations.required("step", step);
        violations.check("step", step, name -> !name.isBlank(), "must be the name of a step");
        violations.text("step", step, MAX_STEP);
        violations.required("text", text);
        violations.check(
                "text", text, printed -> printed.length() <= MAX_TEXT, "must have at most " + MAX_TEXT + " characters");
    }
}
