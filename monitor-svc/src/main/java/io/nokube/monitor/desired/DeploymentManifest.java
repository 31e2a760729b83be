package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.nokube.monitor.app.AppModel;

/// The workload. New pods come up before old ones go, so that a rollout that fails leaves the old ones serving.
final class DeploymentManifest {
    private static final int PROGRESS_DEADLINE_SECONDS = 600;
    private static final int OLD_REPLICA_SETS = 3;

    private DeploymentManifest() {}

    static Deployment of(AppModel app) {
        return new DeploymentBuilder()
                .withMetadata(Metadata.of(app, Labels.ofWorkload(app)))
                .withNewSpec()
                .withReplicas(app.replicas())
                .withProgressDeadlineSeconds(PROGRESS_DEADLINE_SECONDS)
                .withRevisionHistoryLimit(OLD_REPLICA_SETS)
                .withNewSelector()
                .withMatchLabels(Labels.selector(app))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxUnavailable(0)
                .withNewMaxSurge(1)
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(PodPart.template(app))
                .endSpec()
                .build();
    }
}
