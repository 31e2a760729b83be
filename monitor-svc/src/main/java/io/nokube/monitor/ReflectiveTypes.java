package io.nokube.monitor;

import io.nokube.crd.AppType;
import io.nokube.crd.Autoscaling;
import io.nokube.crd.Condition;
import io.nokube.crd.Endpoint;
import io.nokube.crd.Exposure;
import io.nokube.crd.ExposureType;
import io.nokube.crd.HealthCheck;
import io.nokube.crd.LivenessCheck;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.crd.ReadinessCheck;
import io.nokube.crd.ResourceLimits;
import io.nokube.crd.ResourceRequests;
import io.nokube.crd.Resources;
import io.nokube.crd.Rollback;
import io.nokube.crd.Storage;
import io.nokube.crd.StorageCleanup;
import io.nokube.crd.Tls;
import io.nokube.monitor.deploy.DeployRequest;
import io.nokube.monitor.deploy.DeploymentView;
import io.nokube.monitor.deploy.DryRunView;
import io.nokube.monitor.deploy.Revisions;
import io.nokube.monitor.deploy.RollbackRequest;
import io.nokube.monitor.deploy.ScaleRequest;
import io.nokube.monitor.deploy.Warning;
import io.nokube.monitor.quota.QuotaView;
import io.nokube.monitor.stream.LogLine;
import io.nokube.monitor.stream.Progress;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What Jackson reads and writes by reflection in the native executable: the resource and what the REST API speaks.
@RegisterForReflection(
        targets = {
            NoKubeApp.class,
            NoKubeAppSpec.class,
            NoKubeAppStatus.class,
            AppType.class,
            Autoscaling.class,
            Condition.class,
            Endpoint.class,
            Exposure.class,
            ExposureType.class,
            HealthCheck.class,
            LivenessCheck.class,
            ReadinessCheck.class,
            ResourceLimits.class,
            ResourceRequests.class,
            Resources.class,
            Rollback.class,
            Storage.class,
            StorageCleanup.class,
            Tls.class,
            DeployRequest.class,
            DeploymentView.class,
            DeploymentView.Failure.class,
            DryRunView.class,
            DryRunView.FieldChange.class,
            DryRunView.ObjectChange.class,
            LogLine.class,
            Progress.KubernetesEvent.class,
            Progress.PodState.class,
            Progress.Rollout.class,
            QuotaView.class,
            QuotaView.Use.class,
            Revisions.class,
            Revisions.Item.class,
            RollbackRequest.class,
            ScaleRequest.class,
            Warning.class
        },
        classNames = "io.nokube.monitor.diff.Tree$WithoutManagers")
final class ReflectiveTypes {
    private ReflectiveTypes() {}
}
