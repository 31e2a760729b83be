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
import java.util.TreeMap;

/// The app's address outside the cluster; no annotation of one particular controller, unless that one is
/// configured and a prefix has to be stripped.
public final class IngressManifest {
    private static final String ISSUER = "cert-manager.io/cluster-issuer";

    private static final String NGINX_REWRITE = "nginx.ingress.kubernetes.io/rewrite-target";
    private static final String NGINX_REGEX = "nginx.ingress.kubernetes.io/use-regex";

    private IngressManifest() {}

    static Ingress of(AppModel app, Route route) {
        return new IngressBuilder()
                .withMetadata(Metadata.of(app, Labels.of(app)))
                .editMetadata()
                .withAnnotations(annotations(route))
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(route.ingressClass())
                .withTls(tls(app, route))
                .addNewRule()
                .withHost(route.host())
                .withNewHttp()
                .addNewPath()
                .withPath(path(route))
                .withPathType(route.prefix().isEmpty() ? "Prefix" : "ImplementationSpecific")
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

    /// The prefix is stripped only where the configured class is known to do so when told by its annotations.
    private static Map<String, String> annotations(Route route) {
        Map<String, String> annotations = new TreeMap<>();
        if (route.tls() && route.issuer() != null) {
            annotations.put(ISSUER, route.issuer());
        }
        if (!route.prefix().isEmpty()) {
            annotations.put(NGINX_REWRITE, rest(route) + "/$2");
            annotations.put(NGINX_REGEX, "true");
        }
        return annotations;
    }

    private static String path(Route route) {
        return route.prefix().isEmpty() ? route.path() : route.path() + "(/|$)(.*)";
    }

    private static String rest(Route route) {
        return route.path().substring(route.prefix().length());
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
                        : tls.withSecretName(certificate(app)).build());
    }

    /// The Secret that the certificate is put into; cert-manager calls its Certificate the same.
    public static String certificate(AppModel app) {
        return Naming.fit(app.name() + "-tls", DnsLabel.MAX_LENGTH);
    }
}
