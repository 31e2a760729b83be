package io.nokube.monitor.it;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.nokube.crd.ServedDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// [ShippedRights] with everything configured that there is a right for, and the kinds of cert-manager and of the
/// Gateway API in the cluster, without anybody who acts on them.
public final class WalkedRights extends ShippedRights {
    private static final String CERT_MANAGER = "cert-manager.io";
    private static final List<CustomResourceDefinition> KINDS = List.of(
            kind(CERT_MANAGER, "Certificate", "Namespaced"),
            kind(CERT_MANAGER, "ClusterIssuer", "Cluster"),
            kind("gateway.networking.k8s.io", "HTTPRoute", "Namespaced"));
    private String exposure = "";

    @Override
    public void init(Map<String, String> args) {
        exposure = args.getOrDefault("exposure", "ingress");
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new LinkedHashMap<>(super.start());
        settings.put("nokube.exposure", exposure);
        settings.put("nokube.cluster.issuer", "letsencrypt");
        settings.put("nokube.storage.class", "fast");
        settings.put("nokube.shared.storage.classes", "fast");
        settings.put("nokube.pull.secret", home() + "/nokube-pull");
        settings.put("nokube.image.check", "false");
        settings.put("nokube.leader-election.enabled", "true");
        if (isEnforced()) {
            KINDS.forEach(kind -> {
                client().resource(kind).fieldManager("tests").forceConflicts().serverSideApply();
                client().resource(kind).waitUntilCondition(ServedDefinition::test, 30, TimeUnit.SECONDS);
            });
        }
        return settings;
    }

    /// While the tests still run, as [ShippedRights#remove].
    static void removeAll() {
        if (isEnforced()) {
            // Waits until they are gone, since the next class may make them again.
            KINDS.forEach(kind ->
                    client().resource(kind).withTimeout(30, TimeUnit.SECONDS).delete());
        }
        remove();
    }

    private static CustomResourceDefinition kind(String group, String kind, String scope) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(singular + "s." + group)
                .addToAnnotations("api-approved.kubernetes.io", "unapproved, of a test")
                .endMetadata()
                .withNewSpec()
                .withGroup(group)
                .withScope(scope)
                .withNewNames()
                .withKind(kind)
                .withSingular(singular)
                .withPlural(singular + "s")
                .withListKind(kind + "List")
                .endNames()
                .withVersions(new CustomResourceDefinitionVersionBuilder()
                        .withName("v1")
                        .withServed(true)
                        .withStorage(true)
                        .withNewSchema()
                        .withOpenAPIV3Schema(new JSONSchemaPropsBuilder()
                                .withType("object")
                                .withXKubernetesPreserveUnknownFields(true)
                                .build())
                        .endSchema()
                        .build())
                .endSpec()
                .build();
    }
}
