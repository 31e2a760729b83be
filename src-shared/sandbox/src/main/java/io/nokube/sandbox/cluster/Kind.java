package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.nokube.sandbox.schema.ResourceSchema;
import java.util.List;
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
        boolean hasStatus,
        boolean hasScale,
        @Nullable ResourceSchema schema,
        @Nullable JsonNode definition) {
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
        return new Kind(group, version, plural, kind, namespaced, List.of(shortNames), hasStatus, scales, null, null);
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// `deployments.apps`, as messages name it.
    String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
