package io.nokube.monitor.plan;

import io.nokube.monitor.observed.ObjectKey;
import java.util.List;
import java.util.Set;

/// What is to be done about an app, in this order.
public record Plan(List<Action> actions) {
    public static final Plan NOTHING = new Plan(List.of());
    private static final Set<String> ROUTES = Set.of("Ingress", "HTTPRoute");

    public Plan {
        actions = List.copyOf(actions);
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
