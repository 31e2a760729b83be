package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.nokube.sandbox.schema.ResourceSchema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One served resource.
///
/// @param group empty for the core group
/// @param schema what a custom resource must look like; null for built-in kinds
/// @param definition the version's entry of its CustomResourceDefinition; null for built-in kinds
record Kind(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        boolean hasStatus,
        boolean hasScale,
        @Nullable ResourceSchema schema,
        @Nullable JsonNode definition) {
    private static final Set<String> IN_ALL =
            Set.of("Pod", "Service", "Deployment", "ReplicaSet", "StatefulSet", "HorizontalPodAutoscaler");

    static Kind core(String plural, String kind, boolean namespaced, boolean hasStatus, String... shortNames) {
        return builtIn("", "v1", plural, kind, namespaced, hasStatus, shortNames);
    }

    static Kind builtIn(
            String group,
            String version,
            String plural,
            String kind,
            boolean namespaced,
            boolean hasStatus,
            String... shortNames) {
        boolean scales = group.equals("apps") && !kind.equals("ControllerRevision");
        return new Kind(
                group,
                version,
                plural,
                kind,
                namespaced,
                List.of(shortNames),
                IN_ALL.contains(kind) ? List.of("all") : List.of(),
                hasStatus,
                scales,
                null,
                null);
    }

    /// Whether its `metadata.generation` counts the changes of its spec.
    boolean countsGenerations() {
        return definition != null
                || List.of(
                                "Deployment",
                                "ReplicaSet",
                                "StatefulSet",
                                "Ingress",
                                "NetworkPolicy",
                                "PodDisruptionBudget",
                                "CustomResourceDefinition")
                        .contains(kind);
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// `deployments.apps`, as messages name it.
    String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
