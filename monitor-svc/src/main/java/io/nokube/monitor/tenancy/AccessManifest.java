package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;

/// The right of this service to the Secrets of one project. It has none to those of the cluster: it may only bind the
/// role that is shipped for this.
final class AccessManifest {
    /// The ClusterRole in `k8s/rbac`, and what its binding is called.
    static final String NAME = "nokube-tenant";

    private AccessManifest() {}

    /// @param account `<namespace>/<name>`
    static RoleBinding of(String namespace, String account) {
        int slash = account.indexOf('/');
        return new RoleBindingBuilder()
                .withMetadata(NamespaceManifest.within(namespace, NAME))
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", NAME)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withNamespace(account.substring(0, slash))
                .withName(account.substring(slash + 1))
                .endSubject()
                .build();
    }
}
