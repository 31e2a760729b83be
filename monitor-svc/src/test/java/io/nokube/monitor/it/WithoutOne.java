package io.nokube.monitor.it;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nokube.monitor.rights.Right;
import java.util.List;
import java.util.Map;

/// Accounts with all the rights of a shipped role but one, and what the real API server's authorizer says of them.
///
/// What is bound here is bound everywhere: where a right holds is for [ShippedRightsIT] to say.
final class WithoutOne {
    private static final String LABEL = "nokube.io/tests-without";

    private final KubernetesClient client;
    private final String prefix;
    private final List<Right> rights;

    WithoutOne(KubernetesClient client, String prefix, List<Right> rights) {
        this.client = client;
        this.prefix = prefix;
        this.rights = rights;
    }

    /// One account for each of these rights.
    void make(List<Right> left) {
        left.forEach(right -> {
            String name = account(right);
            create(new ClusterRoleBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .addToLabels(LABEL, prefix)
                    .endMetadata()
                    .withRules(rights.stream()
                            .filter(other -> other.scope() == right.scope() && !other.equals(right))
                            .map(Right::rule)
                            .toList())
                    .build());
            create(new ClusterRoleBindingBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .addToLabels(LABEL, prefix)
                    .endMetadata()
                    .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                    .addNewSubject("rbac.authorization.k8s.io", "User", name, null)
                    .build());
        });
    }

    private void create(HasMetadata object) {
        HasMetadata made = client.resource(object).create();
        assert made != null;
    }

    /// Whether the API server lets the account that lacks `taken` do what `asked` is for.
    boolean mayWithout(Right taken, Right asked) {
        String[] resource = asked.resource().split("/", 2);
        return client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(account(taken))
                        .withResourceAttributes(new ResourceAttributesBuilder()
                                .withVerb(asked.verb())
                                .withGroup(asked.group())
                                .withResource(resource[0])
                                .withSubresource(resource.length > 1 ? resource[1] : null)
                                .withName(asked.only().isEmpty() ? "hello" : asked.only())
                                .withNamespace("default")
                                .build())
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    /// Another right, which the account that lacks this one has.
    Right otherThan(Right right) {
        return rights.stream()
                .filter(other -> other.scope() == right.scope() && !other.equals(right))
                .findFirst()
                .orElseThrow();
    }

    private String account(Right right) {
        return prefix + "-" + rights.indexOf(right);
    }

    void remove() {
        client.rbac().clusterRoleBindings().withLabels(Map.of(LABEL, prefix)).delete();
        client.rbac().clusterRoles().withLabels(Map.of(LABEL, prefix)).delete();
    }
}
