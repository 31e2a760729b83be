package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.crd.ExposureType;
import io.nokube.monitor.app.AppModel;
import java.util.ArrayList;
import java.util.List;

/// What should exist for an app.
public final class DesiredResources {
    private DesiredResources() {}

    public static DesiredSet of(AppModel app) {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(DeploymentManifest.of(app));
        if (app.exposure() != ExposureType.NONE) {
            objects.add(ServiceManifest.of(app));
        }
        if (app.route() != null) {
            objects.add(IngressManifest.of(app, app.route()));
        }
        return new DesiredSet(objects);
    }
}
