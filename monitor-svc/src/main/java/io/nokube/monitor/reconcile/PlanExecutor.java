package io.nokube.monitor.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.monitor.diff.Differ;
import io.nokube.monitor.observed.ObjectKey;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.status.Finding;
import io.nokube.monitor.status.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Carries plans out: the only writer of what apps own.
@ApplicationScoped
public class PlanExecutor {
    private static final Logger LOG = Logger.getLogger(PlanExecutor.class);

    private final ClusterWriter cluster;

    public PlanExecutor(ClusterWriter cluster) {
        this.cluster = cluster;
    }

    /// Does all of `plan` that can be done.
    ///
    /// @return the first thing that the API server did not accept
    public Optional<Finding> execute(String namespace, Plan plan) {
        Optional<Finding> refused = Optional.empty();
        for (Action action : plan.actions()) {
            Optional<Finding> finding = execute(namespace, action);
            refused = refused.or(() -> finding);
        }
        return refused;
    }

    private Optional<Finding> execute(String namespace, Action action) {
        return switch (action) {
            case Action.Apply apply -> apply(namespace, action, apply.object());
            case Action.Clear clear -> finding(clear.object(), cluster.clear(clear.object(), clear.pointers()));
            case Action.RecordRevision revision -> apply(namespace, action, revision.revision());
            case Action.Delete delete -> {
                LOG.infof("Removed %s from %s", ObjectKey.of(delete.object()), namespace);
                yield finding(delete.object(), cluster.delete(delete.object()));
            }
            case Action.Refuse refuse -> Optional.empty();
        };
    }

    private Optional<Finding> apply(String namespace, Action action, HasMetadata object) {
        Optional<Finding> finding = finding(object, cluster.apply(object, Differ.MANAGER));
        if (finding.isEmpty()) {
            LOG.infof("In %s: %s", namespace, action.describe());
        }
        return finding;
    }

    private static Optional<Finding> finding(HasMetadata object, WriteOutcome<?> outcome) {
        if (!(outcome instanceof Refused<?> refused)) {
            return Optional.empty();
        }
        LOG.warnf("The API server refused %s: %s", ObjectKey.of(object), refused.message());
        boolean isQuota = refused.code() == HttpURLConnection.HTTP_FORBIDDEN
                && refused.message().contains("exceeded quota");
        return Optional.of(new Finding(isQuota ? Reason.QUOTA_EXCEEDED : Reason.INVALID_SPEC, refused.message()));
    }
}
