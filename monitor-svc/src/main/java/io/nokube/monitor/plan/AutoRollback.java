package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.revision.RevisionHistory;
import java.util.Objects;
import java.util.Optional;

/// When a release that does not come up is given up for the last one that did.
public final class AutoRollback {
    private static final String TOO_LATE = "ProgressDeadlineExceeded";

    private AutoRollback() {}

    /// @param release the present one
    /// @param status as it is about to be written, for the present spec
    /// @param why what keeps the release from coming up
    public static Optional<Action.RevertSpec> decide(
            AppModel app, Release release, ClusterSnapshot cluster, Plan plan, NoKubeAppStatus status, String why) {
        Long good = status.lastGoodRevision();
        Long present = status.revision();
        boolean hasGood = good != null && present != null && good < present;
        if (!app.autoRollback() || app.paused() || !plan.actions().isEmpty() || !hasGood) {
            return Optional.empty();
        }
        return cluster.workload(app.name(), app.uid())
                .filter(AutoRollback::isTooLate)
                .flatMap(workload -> new RevisionHistory(cluster.revisions()).find(Objects.requireNonNull(good)))
                .filter(revision -> !release.isSpecOf(revision))
                .map(revision -> new Action.RevertSpec(Objects.requireNonNull(present), revision, why));
    }

    private static boolean isTooLate(Deployment workload) {
        DeploymentStatus status = workload.getStatus();
        return status != null
                && Objects.equals(
                        status.getObservedGeneration(), workload.getMetadata().getGeneration())
                && status.getConditions().stream().anyMatch(condition -> TOO_LATE.equals(condition.getReason()));
    }
}
