package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.nokube.crd.ExposureType;
import io.nokube.monitor.app.AppModel;
import java.util.ArrayList;
import java.util.List;

/// Who may connect to the pods: the same project, and the ingress controller where the app is reached from outside.
final class NetworkPolicyManifest {
    private NetworkPolicyManifest() {}

    static NetworkPolicy of(AppModel app, int port) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.of(app, Labels.of(app)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(app))
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .withFrom(peers(app))
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .endPort()
                .endIngress()
                .endSpec()
                .build();
    }

    private static List<NetworkPolicyPeer> peers(AppModel app) {
        List<NetworkPolicyPeer> peers = new ArrayList<>();
        peers.add(Peers.sameNamespace());
        if (app.exposure() == ExposureType.EXTERNAL) {
            peers.add(Peers.namespaces(app.podRules().ingressNamespaces()));
        }
        return peers;
    }
}
