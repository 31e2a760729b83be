package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.List;

/// Who a NetworkPolicy lets in.
public final class Peers {
    private static final String NAME = "kubernetes.io/metadata.name";

    private Peers() {}

    /// Every pod of the policy's own namespace.
    public static NetworkPolicyPeer sameNamespace() {
        return new NetworkPolicyPeerBuilder()
                .withPodSelector(new LabelSelector())
                .build();
    }

    /// Every pod of the namespaces with these names.
    public static NetworkPolicyPeer namespaces(List<String> names) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addNewMatchExpression()
                .withKey(NAME)
                .withOperator("In")
                .withValues(names)
                .endMatchExpression()
                .endNamespaceSelector()
                .build();
    }
}
