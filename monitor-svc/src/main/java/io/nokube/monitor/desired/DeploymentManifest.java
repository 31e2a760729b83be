package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import io.nokube.monitor.app.AppModel;
import org.jspecify.annotations.Nullable;

/// The workload. New pods come up before old ones go, so that a rollout that fails leaves the old ones serving.
public final class DeploymentManifest {
    public static final String RECREATE = "Recreate";
    private static final int PROGRESS_DEADLINE_SECONDS = 600;
    private static final int OLD_REPLICA_SETS = 3;

    private DeploymentManifest() {}

    static Deployment of(AppModel app) {
        return new DeploymentBuilder()
                .withMetadata(Metadata.of(app, Labels.ofWorkload(app)))
                .withNewSpec()
                .withReplicas(replicas(app))
                .withProgressDeadlineSeconds(PROGRESS_DEADLINE_SECONDS)
                .withRevisionHistoryLimit(OLD_REPLICA_SETS)
                .withNewSelector()
                .withMatchLabels(Labels.selector(app))
                .endSelector()
                .withStrategy(strategy(app))
                .withTemplate(PodPart.template(app))
                .endSpec()
                .build();
    }

    /// What an autoscaler decides is left out, so that it stays the autoscaler's.
    private static @Nullable Integer replicas(AppModel app) {
        return app.setsReplicas() ? app.replicas() : null;
    }

    private static DeploymentStrategy strategy(AppModel app) {
        return app.recreates()
                ? new DeploymentStrategyBuilder().withType(RECREATE).build()
                : new DeploymentStrategyBuilder()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        .withNewMaxUnavailable(0)
                        .withNewMaxSurge(1)
                        .endRollingUpdate()
                        .build();
    }
}
