package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.nokube.monitor.app.AppModel;

/// Lets nodes be emptied one pod of the app at a time.
final class DisruptionBudgetManifest {
    private DisruptionBudgetManifest() {}

    static PodDisruptionBudget of(AppModel app) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Metadata.of(app, Labels.of(app)))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(Labels.selector(app))
                .endSelector()
                .endSpec()
                .build();
    }
}
