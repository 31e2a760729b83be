package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.nokube.monitor.app.AppModel;
import java.util.List;

/// Who the pods are: nobody in particular, with no token, so that an app cannot ask the API server anything.
final class ServiceAccountManifest {
    private static final String TAKEN = "default";

    private ServiceAccountManifest() {}

    static ServiceAccount of(AppModel app) {
        return new ServiceAccountBuilder()
                .withMetadata(Metadata.named(app, name(app), Labels.of(app)))
                .withAutomountServiceAccountToken(false)
                .withImagePullSecrets(pullSecrets(app))
                .build();
    }

    /// Every namespace has one called `default` already.
    static String name(AppModel app) {
        return app.name().equals(TAKEN) ? TAKEN + "-app" : app.name();
    }

    private static List<LocalObjectReference> pullSecrets(AppModel app) {
        String secret = app.podRules().pullSecret();
        return secret == null ? List.of() : List.of(new LocalObjectReference(secret));
    }
}
