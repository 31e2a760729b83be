package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModel.Scaling;

/// What decides how many pods run, by the CPU that they use.
final class AutoscalerManifest {
    private AutoscalerManifest() {}

    static HorizontalPodAutoscaler of(AppModel app, Scaling scaling) {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(Metadata.of(app, Labels.of(app)))
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(app.name())
                .endScaleTargetRef()
                .withMinReplicas(scaling.min())
                .withMaxReplicas(scaling.max())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(scaling.targetCpuPercent())
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }
}
