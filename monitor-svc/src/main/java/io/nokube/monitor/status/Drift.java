package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.diff.FieldDiff;
import io.nokube.monitor.diff.Managers;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.Plan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What others changed of what the app owns, between two looks at it, and is put back.
final class Drift {
    private static final int SHOWN = 3;

    private Drift() {}

    static Optional<Finding> of(AppModel app, @Nullable NoKubeAppStatus before, Plan plan, ClusterSnapshot cluster) {
        if (!wasInOrder(app, before)) {
            return Optional.empty();
        }
        List<String> all = plan.actions().stream()
                .filter(Action.Apply.class::isInstance)
                .map(Action.Apply.class::cast)
                .flatMap(apply -> changes(apply, cluster))
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String more = all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more" : "";
        String shown = all.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return Optional.of(new Finding(Reason.PUT_BACK, "Put back: " + shown + more + "."));
    }

    private static Stream<String> changes(Action.Apply apply, ClusterSnapshot cluster) {
        ObjectKey key = ObjectKey.of(apply.object());
        Optional<HasMetadata> observed = cluster.find(key);
        return observed.isEmpty()
                ? Stream.of(key + " was gone")
                : apply.changes().stream().flatMap(change -> change(key, change, observed.get()).stream());
    }

    /// A field that nobody else has is different because the app wants something else now.
    private static Optional<String> change(ObjectKey key, FieldDiff change, HasMetadata observed) {
        return change.wanted() == null
                ? Optional.empty()
                : Managers.of(observed, change.path())
                        .map(manager -> key + " " + change.path() + " was changed by " + manager);
    }

    /// While an app is being made, what is missing is only not seen yet.
    private static boolean wasInOrder(AppModel app, @Nullable NoKubeAppStatus before) {
        return before != null
                && Objects.equals(before.observedGeneration(), app.generation())
                && isTrue(before, Conditions.RECONCILED)
                && isTrue(before, Conditions.ROLLOUT_COMPLETE);
    }

    private static boolean isTrue(NoKubeAppStatus before, String type) {
        return Conditions.find(before.conditions(), type)
                .filter(condition -> condition.status().equals(Condition.TRUE))
                .isPresent();
    }
}
