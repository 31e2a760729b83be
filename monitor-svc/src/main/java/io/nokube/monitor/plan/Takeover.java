package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import java.util.Optional;

/// NoKube never takes over an object that it did not make, even if it bears the name that it needs.
final class Takeover {
    private Takeover() {}

    static Optional<Action> refuse(HasMetadata observed, String uid) {
        if (ClusterSnapshot.isControlledBy(observed, uid)) {
            return Optional.empty();
        }
        String owner = observed.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .map(OwnerReference::getName)
                .findFirst()
                .map(name -> "belongs to " + name)
                .orElse("was not made by NoKube");
        return Optional.of(new Action.Refuse(ObjectKey.of(observed), owner));
    }
}
