package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.nokube.monitor.desired.Peers;
import java.util.List;

/// Who may connect to the pods of a project: nobody but the project itself and the ingress controller.
final class DefaultDenyManifest {
    private DefaultDenyManifest() {}

    static List<NetworkPolicy> of(String namespace, ProjectLimits limits) {
        NetworkPolicy denied = new NetworkPolicyBuilder()
                .withMetadata(NamespaceManifest.within(namespace, "nokube-default-deny"))
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .endSpec()
                .build();
        NetworkPolicy allowed = new NetworkPolicyBuilder()
                .withMetadata(NamespaceManifest.within(namespace, "nokube-allow"))
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withFrom(Peers.sameNamespace(), Peers.namespaces(limits.ingressNamespaces()))
                .endIngress()
                .endSpec()
                .build();
        return List.of(denied, allowed);
    }
}
