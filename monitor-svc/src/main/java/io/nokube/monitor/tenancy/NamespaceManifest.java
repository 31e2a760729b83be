package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.nokube.monitor.desired.Labels;
import io.nokube.monitor.observed.Tenant;
import io.nokube.names.Naming;
import java.util.Map;

/// The namespace of a project: whose it is, and that pods in it are held to the `restricted` standard.
public final class NamespaceManifest {
    private NamespaceManifest() {}

    static ObjectMeta within(String namespace, String name) {
        return new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.NOKUBE))
                .build();
    }

    static Namespace of(Project project) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(Naming.namespace(project.owner(), project.name()))
                .withLabels(Map.of(
                        Tenant.OWNER_LABEL,
                        project.owner().value(),
                        Tenant.PROJECT_LABEL,
                        project.name().value(),
                        Labels.MANAGED_BY,
                        Labels.NOKUBE,
                        "pod-security.kubernetes.io/enforce",
                        "restricted",
                        "pod-security.kubernetes.io/warn",
                        "restricted"))
                .withAnnotations(Map.of(Tenant.PROJECT_ID, String.valueOf(project.id())))
                .endMetadata()
                .build();
    }
}
