package io.nokube.monitor.deploy;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a deploy would do. The API server has accepted all of it, and nothing was changed.
///
/// @param deploymentId null where the app would be made
/// @param revision the number that the release would have
/// @param manifests everything that there would be, by kind; no Secret
/// @param objects what would happen to each object
/// @param warnings what to think about before deploying
@Schema(name = "DryRun")
public record DryRunView(
        @Schema(nullable = true, description = "Null where the app would be made") @Nullable
        String deploymentId,

        String namespace,
        long revision,
        List<String> manifestsGenerated,

        @Schema(description = "Everything that there would be, by kind; no Secret")
        Map<String, Object> manifests,

        List<ObjectChange> objects,
        List<Warning> warnings) {
    public static final String CREATE = "create";
    public static final String UPDATE = "update";
    public static final String UNCHANGED = "unchanged";
    public static final String DELETE = "delete";

    /// What would happen to one object.
    ///
    /// @param action `create`, `update`, `unchanged` or `delete`
    /// @param diff each field that would be different; of Secrets the hashes of the values
    public record ObjectChange(
            @Schema(examples = "Deployment") String kind,
            @Schema(examples = "frontend") String name,

            @Schema(enumeration = {CREATE, UPDATE, UNCHANGED, DELETE})
            String action,

            List<FieldChange> diff) {}

    /// One field that would be different.
    ///
    /// @param before null where there is no such field
    /// @param after null where the field would go
    public record FieldChange(
            @Schema(examples = "spec.replicas") String path,

            @Schema(description = "Any value; null where there is no such field") @Nullable
            Object before,

            @Schema(description = "Any value; null where the field would go") @Nullable
            Object after) {}
}
