package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.nokube.monitor.diff.FieldDiff;
import io.nokube.monitor.observed.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is to be done about an app, in this order.
public record Plan(List<Action> actions) {
    public static final Plan NOTHING = new Plan(List.of());
    private static final Set<String> ROUTES = Set.of("Ingress", "HTTPRoute");

    /// What a pod is not made without: where it comes late, Kubernetes tries again only after a while.
    private static final Set<String> NEEDED_BY_PODS = Set.of("ServiceAccount", "PersistentVolumeClaim");

    public Plan {
        actions = List.copyOf(actions);
    }

    /// The actions in steps that have to follow each other; what is in one step does not depend on the rest of it.
    /// What changes or removes something that is there stays in its order, one by one.
    public List<List<Action>> steps() {
        if (!made().isEmpty() && made().size() == actions.size()) {
            Map<Boolean, List<Action>> parts =
                    actions.stream().collect(Collectors.partitioningBy(Plan::isNeededByPods));
            return Stream.of(parts.get(true), parts.get(false))
                    .filter(step -> !step.isEmpty())
                    .toList();
        }
        return actions.stream().map(List::of).toList();
    }

    private static boolean isNeededByPods(Action action) {
        return action instanceof Action.Apply apply
                && NEEDED_BY_PODS.contains(apply.object().getKind());
    }

    /// What is to be there that was not.
    public List<HasMetadata> made() {
        return actions.stream()
                .map(action -> switch (action) {
                    case Action.Apply(HasMetadata object, List<FieldDiff> changes) when changes.isEmpty() -> object;
                    case Action.RecordRevision(ControllerRevision revision) -> revision;
                    default -> null;
                })
                .filter(Objects::nonNull)
                .toList();
    }

    public List<Action.Refuse> refusals() {
        return actions.stream()
                .filter(Action.Refuse.class::isInstance)
                .map(Action.Refuse.class::cast)
                .toList();
    }

    /// Whether it changes where the app is reached from outside.
    public boolean changesRoute() {
        return actions.stream()
                .map(action -> switch (action) {
                    case Action.Apply apply -> apply.object().getKind();
                    case Action.Delete delete -> delete.object().getKind();
                    case Action.Clear _,
                            Action.HandOver _,
                            Action.RevertSpec _,
                            Action.RecordRevision _,
                            Action.Refuse _ -> "";
                })
                .anyMatch(ROUTES::contains);
    }

    /// Whether `key` is about to be made or changed, so that what was seen of it is old.
    public boolean changes(ObjectKey key) {
        return actions.stream()
                .anyMatch(action -> action instanceof Action.Apply apply
                        && ObjectKey.of(apply.object()).equals(key));
    }
}
