package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Route;
import io.nokube.names.DnsLabel;
import io.nokube.names.Naming;
import java.util.List;
import java.util.Map;

/// The app's address outside the cluster; no annotation of one particular controller.
final class IngressManifest {
    private static final String ISSUER = "cert-manager.io/cluster-issuer";

    private IngressManifest() {}

    static Ingress of(AppModel app, Route route) {
        return new IngressBuilder()
                .withMetadata(Metadata.of(app, Labels.of(app)))
                .editMetadata()
                .withAnnotations(issuer(route))
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(route.ingressClass())
                .withTls(tls(app, route))
                .addNewRule()
                .withHost(route.host())
                .withNewHttp()
                .addNewPath()
                .withPath(route.path())
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(app.name())
                .withNewPort()
                .withName(PodPart.PORT_NAME)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .endSpec()
                .build();
    }

    private static Map<String, String> issuer(Route route) {
        return route.tls() && route.issuer() != null ? Map.of(ISSUER, route.issuer()) : Map.of();
    }

    /// Without an issuer nobody fills a Secret, and the controller shows the certificate it has.
    private static List<IngressTLS> tls(AppModel app, Route route) {
        if (!route.tls()) {
            return List.of();
        }
        IngressTLSBuilder tls = new IngressTLSBuilder().withHosts(route.host());
        return List.of(
                route.issuer() == null
                        ? tls.build()
                        : tls.withSecretName(Naming.fit(app.name() + "-tls", DnsLabel.MAX_LENGTH))
                                .build());
    }
}
