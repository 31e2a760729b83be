package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.desired.DesiredSet;
import io.nokube.monitor.diff.Differ;
import io.nokube.monitor.diff.FieldDiff;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import io.nokube.monitor.plan.Action.Apply;
import io.nokube.monitor.plan.Action.Delete;
import io.nokube.monitor.plan.Action.HandOver;
import io.nokube.monitor.plan.Action.RecordRevision;
import io.nokube.monitor.plan.Action.Refuse;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.revision.RevisionHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares what an app wants with what there is.
public final class Planner {
    private static final Set<String> ROUTES = Set.of("Ingress", "HTTPRoute");

    private Planner() {}

    public static Plan plan(AppModel app, Release release, DesiredSet desired, ClusterSnapshot cluster) {
        return plan(app, release, desired, cluster, Differ::between);
    }

    /// @param comparison of what there is with what it should be, which may remember what was in order before
    public static Plan plan(
            AppModel app, Release release, DesiredSet desired, ClusterSnapshot cluster, Comparison comparison) {
        if (app.paused()) {
            return Plan.NOTHING;
        }
        List<Action> actions = new ArrayList<>();
        for (HasMetadata object : desired.objects()) {
            if (!leadsAstray(object, actions)) {
                actions.addAll(apply(app, object, cluster, comparison));
            }
        }
        cluster.objects().stream()
                .filter(object -> ClusterSnapshot.isControlledBy(object, app.uid()))
                .filter(object -> !desired.contains(ObjectKey.of(object)) && !isGoing(object))
                .forEach(object -> actions.add(new Delete(object)));
        RevisionHistory history = new RevisionHistory(cluster.revisions(), app.promisedRevision());
        history.missing(app, release).map(RecordRevision::new).ifPresent(actions::add);
        history.outdated(release).stream()
                .filter(revision -> !isGoing(revision))
                .forEach(revision -> actions.add(new Delete(revision)));
        return new Plan(actions);
    }

    private static List<Action> apply(
            AppModel app, HasMetadata desired, ClusterSnapshot cluster, Comparison comparison) {
        Optional<HasMetadata> found = cluster.find(ObjectKey.of(desired));
        if (found.isEmpty()) {
            return List.of(new Apply(desired, List.of()));
        }
        HasMetadata observed = found.get();
        Optional<Action> refusal = Takeover.refuse(observed, app);
        if (refusal.isPresent()) {
            return List.of(refusal.get());
        }
        List<FieldDiff> changes = isGoing(observed) ? List.of() : comparison.between(desired, observed);
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Action> actions = new ArrayList<>();
        Shells.before(observed, changes).ifPresent(actions::add);
        handOver(app, observed, changes).ifPresent(actions::add);
        actions.add(new Apply(desired, changes));
        return actions;
    }

    private static Optional<Action> handOver(AppModel app, HasMetadata observed, List<FieldDiff> changes) {
        boolean drops =
                changes.stream().anyMatch(change -> change.path().equals("spec.replicas") && change.wanted() == null);
        return drops && observed instanceof Deployment workload
                ? Optional.of(new HandOver(workload, app.replicas()))
                : Optional.empty();
    }

    /// Whether the object would send requests to a Service of this name that is somebody else's.
    private static boolean leadsAstray(HasMetadata object, List<Action> actions) {
        return ROUTES.contains(object.getKind())
                && actions.stream()
                        .anyMatch(action -> action instanceof Refuse refuse
                                && refuse.key().kind().equals("Service"));
    }

    /// Nothing can be done about an object that is being deleted; when it is gone, the app is looked at again.
    private static boolean isGoing(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }
}
