package io.nokube.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The shipped roles against what the code does: informers list and watch; server-side apply creates and patches.
class RbacTest {
    private static final Path FILE =
            Path.of(System.getProperty("nokube.root", "..")).resolve("k8s/rbac/monitor-svc.yaml");
    private static final Set<String> FOLLOWED = Set.of("list", "watch");
    private static final Set<String> OWNED = Set.of("list", "watch", "create", "patch", "delete");

    @Test
    void theServiceMayDoWhatItDoesAndNoMore() throws IOException {
        TreeMap<String, Set<String>> needed = new TreeMap<>(Map.of(
                "nokube.io/nokubeapps", verbs(OWNED, "get"),
                "nokube.io/nokubeapps/status", verbs(Set.of("patch")),
                "nokube.io/nokubeapps/finalizers", verbs(Set.of("update")),
                "apps/deployments", verbs(OWNED),
                "apps/controllerrevisions", verbs(OWNED),
                "/services", verbs(OWNED),
                "networking.k8s.io/ingresses", verbs(OWNED),
                "/pods", verbs(FOLLOWED),
                "/pods/log", verbs(Set.of("get")),
                "/events", verbs(FOLLOWED, "create")));
        for (String followed :
                List.of("/serviceaccounts", "networking.k8s.io/networkpolicies", "policy/poddisruptionbudgets")) {
            needed.put(followed, verbs(OWNED));
        }
        // What is followed only where it is NoKube's is looked at before it is made.
        for (String labelled : List.of(
                "/persistentvolumeclaims",
                "autoscaling/horizontalpodautoscalers",
                "gateway.networking.k8s.io/httproutes")) {
            needed.put(labelled, verbs(OWNED, "get"));
        }
        needed.put("/namespaces", verbs(FOLLOWED, "get", "create", "patch"));
        needed.put("/resourcequotas", verbs(Set.of("get", "create", "patch")));
        needed.put("/limitranges", verbs(Set.of("create", "patch")));
        needed.put("storage.k8s.io/storageclasses", verbs(Set.of("get")));
        needed.put("cert-manager.io/clusterissuers", verbs(Set.of("get")));
        needed.put("cert-manager.io/certificates", verbs(Set.of("get")));
        needed.put("/nodes", verbs(Set.of("list")));
        needed.put("rbac.authorization.k8s.io/rolebindings", verbs(Set.of("create", "patch")));
        needed.put("rbac.authorization.k8s.io/clusterroles[nokube-tenant]", verbs(Set.of("bind")));
        assertThat(granted(ClusterRole.class, "nokube-monitor-svc")).isEqualTo(needed);
    }

    @Test
    void secretsAreOfOneProjectAtATime() throws IOException {
        assertThat(granted(ClusterRole.class, "nokube-tenant"))
                .isEqualTo(new TreeMap<>(Map.of("/secrets", verbs(OWNED, "get"))));
        assertThat(granted(ClusterRole.class, "nokube-monitor-svc"))
                .allSatisfy((resource, verbs) ->
                        assertThat(resource).doesNotStartWith("/secrets").doesNotContain("*"));
    }

    @Test
    void whatIsInItsOwnNamespaceIsTheLeaseTheFirstAnswersAndThePullSecret() throws IOException {
        assertThat(granted(Role.class, "nokube-monitor-svc-lease"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "coordination.k8s.io/leases", verbs(Set.of("get", "create", "update", "patch")),
                        "/configmaps", verbs(Set.of("get", "list", "create", "patch", "delete")),
                        "/secrets[nokube-pull]", verbs(Set.of("get")))));
    }

    private static Set<String> verbs(Set<String> verbs, String... more) {
        Set<String> all = new TreeSet<>(verbs);
        all.addAll(List.of(more));
        return all;
    }

    private static TreeMap<String, Set<String>> granted(Class<? extends HasMetadata> type, String name)
            throws IOException {
        TreeMap<String, Set<String>> granted = new TreeMap<>();
        try (var client = new KubernetesClientBuilder().build();
                var file = Files.newInputStream(FILE)) {
            for (HasMetadata object : client.load(file).items()) {
                if (type.isInstance(object) && object.getMetadata().getName().equals(name)) {
                    rules(object).forEach(rule -> collect(rule, granted));
                }
            }
        }
        return granted;
    }

    private static List<PolicyRule> rules(HasMetadata object) {
        return object instanceof ClusterRole role ? role.getRules() : ((Role) object).getRules();
    }

    private static void collect(PolicyRule rule, TreeMap<String, Set<String>> granted) {
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                String only = rule.getResourceNames().isEmpty()
                        ? ""
                        : rule.getResourceNames().toString();
                granted.computeIfAbsent(group + "/" + resource + only, key -> new TreeSet<>())
                        .addAll(rule.getVerbs());
            }
        }
    }
}
