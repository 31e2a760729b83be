package io.nokube.monitor.rights;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.monitor.rights.Right.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The roles of `k8s/rbac`, taken apart.
public final class ShippedRoles {
    private static final Path FILE =
            Path.of(System.getProperty("nokube.root", "..")).resolve("k8s/rbac/monitor-svc.yaml");
    private static final Map<String, Scope> ROLES = Map.of(
            "ClusterRole/nokube-monitor-svc", Scope.CLUSTER,
            "ClusterRole/nokube-tenant", Scope.PROJECT,
            "Role/nokube-monitor-svc-lease", Scope.HOME);

    private ShippedRoles() {}

    /// Every right of every role, in the file's order.
    ///
    /// @throws IllegalStateException where the file has a role that nothing here knows
    public static List<Right> rights() {
        List<Right> rights = new ArrayList<>();
        for (String document : text().split("(?m)^---$")) {
            HasMetadata object = Serialization.unmarshal(document);
            if (object instanceof ClusterRole role) {
                take(object, role.getRules(), rights);
            } else if (object instanceof Role role) {
                take(object, role.getRules(), rights);
            }
        }
        return rights;
    }

    private static void take(HasMetadata role, List<PolicyRule> rules, List<Right> rights) {
        Scope scope = ROLES.get(role.getKind() + "/" + role.getMetadata().getName());
        if (scope == null) {
            throw new IllegalStateException(
                    "No test knows " + role.getKind() + " " + role.getMetadata().getName());
        }
        rules.forEach(rule -> rights.addAll(Right.of(scope, rule)));
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
