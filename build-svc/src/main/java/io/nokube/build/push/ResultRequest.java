package io.nokube.build.push;

import io.nokube.build.RunResult;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a job says it made.
@Schema(name = "BuildResult")
public record ResultRequest(
        @Schema(required = true, description = "Of the image that was pushed: sha256: and 64 hexadecimal digits")
        @Nullable
        String digest,

        @Schema(description = "What was built, in full") @Nullable
        String commit)
        implements RequestBody {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    @Override
    public void check(Violations violations) {
        violations.required("digest", digest);
        violations.check(
                "digest", digest, DIGEST.asMatchPredicate(), "must be sha256: and 64 hexadecimal digits in lower case");
        violations.check(
                "commit", commit, COMMIT.asMatchPredicate(), "must be 40 or 64 hexadecimal digits in lower case");
    }

    RunResult result() {
        return new RunResult(Objects.requireNonNull(digest), commit);
    }
}
