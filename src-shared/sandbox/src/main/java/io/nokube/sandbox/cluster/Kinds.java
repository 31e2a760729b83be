package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.nokube.sandbox.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Which resources are served: the built-in ones and those that definitions add.
final class Kinds {
    static final Kind NAMESPACE = Kind.core("namespaces", "Namespace", false, true, "ns");
    static final Kind POD = Kind.core("pods", "Pod", true, true, "po");
    static final Kind QUOTA = Kind.core("resourcequotas", "ResourceQuota", true, true, "quota");
    static final Kind VOLUME_CLAIM = Kind.core("persistentvolumeclaims", "PersistentVolumeClaim", true, true, "pvc");
    static final Kind EVENT = Kind.core("events", "Event", true, false, "ev");
    static final Kind DEPLOYMENT = Kind.builtIn("apps", "v1", "deployments", "Deployment", true, true, "deploy");
    static final Kind REPLICA_SET = Kind.builtIn("apps", "v1", "replicasets", "ReplicaSet", true, true, "rs");
    static final Kind DEFINITION = Kind.builtIn(
            "apiextensions.k8s.io",
            "v1",
            "customresourcedefinitions",
            "CustomResourceDefinition",
            false,
            true,
            "crd",
            "crds");

    private static final List<Kind> BUILT_IN = List.of(
            NAMESPACE,
            POD,
            EVENT,
            DEPLOYMENT,
            REPLICA_SET,
            DEFINITION,
            Kind.core("services", "Service", true, true, "svc"),
            Kind.core("configmaps", "ConfigMap", true, false, "cm"),
            Kind.core("secrets", "Secret", true, false),
            Kind.core("serviceaccounts", "ServiceAccount", true, false, "sa"),
            VOLUME_CLAIM,
            Kind.core("endpoints", "Endpoints", true, false, "ep"),
            Kind.core("nodes", "Node", false, true, "no"),
            QUOTA,
            Kind.core("limitranges", "LimitRange", true, false, "limits"),
            Kind.builtIn("apps", "v1", "statefulsets", "StatefulSet", true, true, "sts"),
            Kind.builtIn("apps", "v1", "controllerrevisions", "ControllerRevision", true, false),
            Kind.builtIn("networking.k8s.io", "v1", "ingresses", "Ingress", true, true, "ing"),
            Kind.builtIn("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, false, "netpol"),
            Kind.builtIn("networking.k8s.io", "v1", "ingressclasses", "IngressClass", false, false),
            Kind.builtIn("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true, true, "hpa"),
            Kind.builtIn("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, true, "pdb"),
            Kind.builtIn("coordination.k8s.io", "v1", "leases", "Lease", true, false),
            Kind.builtIn("storage.k8s.io", "v1", "storageclasses", "StorageClass", false, false, "sc"),
            Kind.builtIn("rbac.authorization.k8s.io", "v1", "roles", "Role", true, false),
            Kind.builtIn("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true, false),
            Kind.builtIn("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false, false),
            Kind.builtIn("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false, false));

    private final List<Kind> kinds = new CopyOnWriteArrayList<>(BUILT_IN);

    List<Kind> all() {
        return List.copyOf(kinds);
    }

    Optional<Kind> byPlural(String group, String version, String plural) {
        return kinds.stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.version().equals(version)
                        && kind.plural().equals(plural))
                .findFirst();
    }

    Optional<Kind> byKind(String apiVersion, String name) {
        return kinds.stream()
                .filter(kind ->
                        kind.apiVersion().equals(apiVersion) && kind.kind().equals(name))
                .findFirst();
    }

    /// Serves what a definition defines, in place of what it defined before.
    ///
    /// @throws ApiError 422 where its schema has a rule that could not be checked here
    void define(JsonNode definition) {
        List<Kind> added = compile(definition);
        remove(definition);
        kinds.addAll(added);
    }

    void remove(JsonNode definition) {
        String group = definition.path("spec").path("group").asText();
        String plural = definition.path("spec").path("names").path("plural").asText();
        kinds.removeIf(kind -> kind.definition() != null
                && kind.group().equals(group)
                && kind.plural().equals(plural));
    }

    static List<Kind> compile(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        JsonNode names = spec.path("names");
        List<Kind> added = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (!version.path("served").asBoolean()) {
                continue;
            }
            added.add(new Kind(
                    spec.path("group").asText(),
                    version.path("name").asText(),
                    names.path("plural").asText(),
                    names.path("kind").asText(),
                    spec.path("scope").asText().equals("Namespaced"),
                    names.path("shortNames").valueStream().map(JsonNode::asText).toList(),
                    names.path("categories").valueStream().map(JsonNode::asText).toList(),
                    version.path("subresources").has("status"),
                    version.path("subresources").has("scale"),
                    schema(definition, version),
                    version));
        }
        return added;
    }

    private static ResourceSchema schema(JsonNode definition, JsonNode version) {
        try {
            return ResourceSchema.compile(version.path("schema").path("openAPIV3Schema"));
        } catch (IllegalArgumentException e) {
            throw new ApiError(
                    422,
                    "Invalid",
                    "CustomResourceDefinition \""
                            + definition.path("metadata").path("name").asText() + "\" cannot be served by the sandbox: "
                            + e.getMessage(),
                    List.of());
        }
    }
}
