package io.nokube.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.monitor.rights.Right;
import io.nokube.monitor.rights.Right.Scope;
import io.nokube.monitor.rights.ShippedRoles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The shipped roles against what the code does, right by right: informers list and watch; server-side apply creates
/// and patches. That the service really asks for each of them is for `RightByRightIT` to show.
class RbacTest {
    private static final List<String> FOLLOWED = List.of("list", "watch");
    private static final List<String> KEPT = List.of("list", "watch", "create", "patch");
    private static final List<String> OWNED = List.of("list", "watch", "create", "patch", "delete");
    private static final List<String> LOOKED_AT = List.of("get", "list", "watch", "create", "patch", "delete");

    private static final Set<Right> NEEDED = needed();

    private static Set<Right> needed() {
        Set<Right> needed = new LinkedHashSet<>();
        needed.addAll(everywhere("nokube.io", "nokubeapps", LOOKED_AT));
        needed.addAll(everywhere("nokube.io", "nokubeapps/status", List.of("patch")));
        needed.addAll(everywhere("nokube.io", "nokubeapps/finalizers", List.of("update")));
        needed.addAll(everywhere("apps", "deployments", KEPT));
        needed.addAll(everywhere("apps", "controllerrevisions", OWNED));
        needed.addAll(everywhere("", "services", OWNED));
        needed.addAll(everywhere("", "serviceaccounts", KEPT));
        needed.addAll(everywhere("networking.k8s.io", "ingresses", OWNED));
        needed.addAll(everywhere("networking.k8s.io", "networkpolicies", OWNED));
        needed.addAll(everywhere("policy", "poddisruptionbudgets", OWNED));
        // What is followed only where it is NoKube's is looked at before it is made.
        needed.addAll(everywhere("", "persistentvolumeclaims", LOOKED_AT));
        needed.addAll(everywhere("autoscaling", "horizontalpodautoscalers", LOOKED_AT));
        needed.addAll(everywhere("gateway.networking.k8s.io", "httproutes", LOOKED_AT));
        needed.addAll(everywhere("", "pods", FOLLOWED));
        needed.addAll(everywhere("", "pods/log", List.of("get")));
        needed.addAll(everywhere("", "events", List.of("list", "watch", "create")));
        needed.addAll(everywhere("", "namespaces", List.of("get", "list", "watch", "create", "patch")));
        needed.addAll(everywhere("", "resourcequotas", List.of("get", "list", "create", "patch")));
        needed.addAll(everywhere("", "limitranges", List.of("create", "patch")));
        needed.addAll(everywhere("rbac.authorization.k8s.io", "rolebindings", List.of("create", "patch")));
        needed.add(new Right(Scope.CLUSTER, "bind", "rbac.authorization.k8s.io", "clusterroles", "nokube-tenant"));
        needed.addAll(everywhere("storage.k8s.io", "storageclasses", List.of("get")));
        needed.addAll(everywhere("cert-manager.io", "clusterissuers", List.of("get")));
        needed.addAll(everywhere("cert-manager.io", "certificates", List.of("get")));
        needed.addAll(everywhere("", "nodes", List.of("list")));
        needed.addAll(rights(Scope.PROJECT, "", "secrets", LOOKED_AT));
        needed.addAll(rights(Scope.HOME, "coordination.k8s.io", "leases", List.of("get", "create", "patch")));
        needed.addAll(rights(Scope.HOME, "", "configmaps", List.of("get", "list", "create", "patch", "delete")));
        needed.add(new Right(Scope.HOME, "get", "", "secrets", "nokube-pull"));
        return needed;
    }

    @TestFactory
    Stream<DynamicTest> theServiceMay() {
        List<Right> shipped = ShippedRoles.rights();
        return NEEDED.stream()
                .map(right -> DynamicTest.dynamicTest(
                        right.toString(),
                        () -> assertThat(shipped)
                                .as("k8s/rbac, which must give monitor-svc the right to %s", right)
                                .contains(right)));
    }

    @Test
    void theServiceMayDoNothingElseAndNothingTwice() {
        assertThat(ShippedRoles.rights()).containsExactlyInAnyOrderElementsOf(NEEDED);
    }

    @Test
    void secretsAreOfOneProjectAtATime() {
        assertThat(ShippedRoles.rights())
                .filteredOn(right -> right.resource().startsWith("secrets"))
                .isNotEmpty()
                .allSatisfy(right -> assertThat(right.scope()).isNotEqualTo(Scope.CLUSTER));
    }

    @Test
    void nothingIsGivenByAStar() {
        assertThat(ShippedRoles.rights())
                .allSatisfy(right -> assertThat(List.of(right.verb(), right.group(), right.resource()))
                        .doesNotContain("*"));
    }

    private static List<Right> everywhere(String group, String resource, List<String> verbs) {
        return rights(Scope.CLUSTER, group, resource, verbs);
    }

    private static List<Right> rights(Scope scope, String group, String resource, List<String> verbs) {
        return verbs.stream()
                .map(verb -> new Right(scope, verb, group, resource, ""))
                .toList();
    }
}
