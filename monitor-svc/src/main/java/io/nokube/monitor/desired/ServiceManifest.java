package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.nokube.monitor.app.AppModel;
import java.util.Objects;

/// The app's address inside the cluster.
final class ServiceManifest {
    private ServiceManifest() {}

    static Service of(AppModel app) {
        return new ServiceBuilder()
                .withMetadata(Metadata.of(app, Labels.of(app)))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Labels.selector(app))
                .addNewPort()
                .withName(PodPart.PORT_NAME)
                .withPort(app.servicePort())
                .withProtocol("TCP")
                .withTargetPort(target(app))
                .endPort()
                .endSpec()
                .build();
    }

    /// The number rather than the port's name, so that whoever reads the Service sees where it leads.
    private static IntOrString target(AppModel app) {
        return new IntOrString(Objects.requireNonNull(app.containerPort(), "An app with a Service has a port"));
    }
}
