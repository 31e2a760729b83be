package io.nokube.monitor.it;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Has the service act as the account that is shipped, with the roles that are shipped, in a namespace of its own,
/// where
/// the API server knows about rights.
public class ShippedRights extends ClusterResource {
    static final String ACCOUNT = "monitor-svc";
    private static final Path FILE =
            Path.of(System.getProperty("nokube.root", "..")).resolve("k8s/rbac/monitor-svc.yaml");
    private static String home = "";

    /// The namespace that stands for `nokube`.
    static String home() {
        return home;
    }

    static boolean isEnforced() {
        return System.getenv("NOKUBE_TEST_KUBECONFIG") != null;
    }

    @Override
    public Map<String, String> start() {
        home = "nokube-" + Names.username();
        Map<String, String> settings = new LinkedHashMap<>(super.start());
        settings.put("nokube.leader-election.namespace", home);
        settings.put("nokube.service.account", home + "/" + ACCOUNT);
        return settings;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected String credentials(String kubeconfig) {
        if (!isEnforced()) {
            return kubeconfig;
        }
        try {
            client().resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(home)
                            .endMetadata()
                            .build())
                    .create();
            String shipped = Files.readString(FILE).replace("namespace: nokube", "namespace: " + home);
            client().load(new ByteArrayInputStream(shipped.getBytes(StandardCharsets.UTF_8)))
                    .items()
                    .forEach(ShippedRights::apply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TokenRequest token =
                client().serviceAccounts().inNamespace(home).withName(ACCOUNT).tokenRequest(new TokenRequest());
        Map<String, Object> config = Serialization.unmarshal(kubeconfig, LinkedHashMap.class);
        config.put(
                "users",
                List.of(Map.of(
                        "name",
                        "account",
                        "user",
                        Map.of("token", token.getStatus().getToken()))));
        ((List<?>) config.get("contexts")).forEach(context -> user(((Map<?, ?>) context).get("context")));
        return Serialization.asYaml(config);
    }

    @SuppressWarnings("unchecked")
    private static void user(Object context) {
        ((Map<String, Object>) context).put("user", "account");
    }

    /// What is not in the namespace is not removed: other tests may apply the same. The binding is this one's own.
    private static void apply(HasMetadata object) {
        if (object instanceof ClusterRoleBinding) {
            object.getMetadata().setName(home);
        }
        var resource = client().resource(object);
        HasMetadata applied = object instanceof ClusterRole
                ? resource.fieldManager("tests").forceConflicts().serverSideApply()
                : resource.create();
        assert applied != null;
    }

    /// What `start` made. Called while the tests still run: by the time of `stop`, requests of the client come to
    /// nothing.
    static void remove() {
        if (isEnforced()) {
            client().rbac().clusterRoleBindings().withName(home).delete();
            client().namespaces().withName(home).delete();
        }
    }
}
