package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.crd.ExposureType;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What should exist for an app.
public final class DesiredResources {
    private DesiredResources() {}

    public static DesiredSet of(AppModel app) {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(ServiceAccountManifest.of(app));
        Optional.ofNullable(app.volume()).ifPresent(volume -> objects.add(VolumeClaimManifest.of(app, volume)));
        objects.add(DeploymentManifest.of(app));
        if (app.exposure() != ExposureType.NONE) {
            objects.add(ServiceManifest.of(app));
        }
        Optional.ofNullable(app.route()).ifPresent(route -> objects.add(route(app, route)));
        if (app.exposure() != ExposureType.NONE && app.containerPort() != null) {
            objects.add(NetworkPolicyManifest.of(app, app.containerPort()));
        }
        Optional.ofNullable(app.scaling()).ifPresent(scaling -> objects.add(AutoscalerManifest.of(app, scaling)));
        if (app.isSpread()) {
            objects.add(DisruptionBudgetManifest.of(app));
        }
        return new DesiredSet(objects);
    }

    private static HasMetadata route(AppModel app, Route route) {
        return route.gateway() == null
                ? IngressManifest.of(app, route)
                : HttpRouteManifest.of(app, route, route.gateway());
    }
}
