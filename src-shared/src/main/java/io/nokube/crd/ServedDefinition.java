package io.nokube.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import org.jspecify.annotations.Nullable;

/// When objects of a definition can be written.
public final class ServedDefinition {
    private ServedDefinition() {}

    /// Whether the API server serves it (condition `Established`). It shows a definition that was just made with
    /// conditions that are `null`.
    public static boolean test(@Nullable CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
