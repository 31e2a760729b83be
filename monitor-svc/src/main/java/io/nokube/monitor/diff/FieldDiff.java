package io.nokube.monitor.diff;

import org.jspecify.annotations.Nullable;

/// One field that is not as it should be.
///
/// @param path such as `spec.template.spec.containers[name=app].image`
/// @param was null where the field is not there
/// @param wanted null where the field should go
public record FieldDiff(
        String path, @Nullable Object was, @Nullable Object wanted) {
    @Override
    public String toString() {
        if (was == null) {
            return "+ " + path;
        }
        return wanted == null ? "- " + path : path + ": " + was + " -> " + wanted;
    }
}
