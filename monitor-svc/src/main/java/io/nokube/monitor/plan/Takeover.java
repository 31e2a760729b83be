package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.desired.Labels;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import java.util.Map;
import java.util.Optional;

/// NoKube never takes over an object that it did not make, even if it bears the name that it needs.
public final class Takeover {
    /// On an object that its owner wants to be taken over.
    public static final String ADOPT = "nokube.io/adopt";

    private Takeover() {}

    static Optional<Action> refuse(HasMetadata observed, AppModel app) {
        if (ClusterSnapshot.isControlledBy(observed, app.uid()) || isKept(observed, app) || isOffered(observed)) {
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

    /// A volume that outlived an app of this name is the app's again.
    private static boolean isKept(HasMetadata observed, AppModel app) {
        Map<String, String> labels = observed.getMetadata().getLabels();
        return observed instanceof PersistentVolumeClaim
                && isFree(observed)
                && labels != null
                && app.name().equals(labels.get(Labels.APP))
                && Labels.NOKUBE.equals(labels.get(Labels.MANAGED_BY));
    }

    /// Its owner can ask for an object to be taken over.
    private static boolean isOffered(HasMetadata observed) {
        Map<String, String> annotations = observed.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(ADOPT)) && isFree(observed);
    }

    private static boolean isFree(HasMetadata observed) {
        return observed.getMetadata().getOwnerReferences().stream()
                .noneMatch(owner -> Boolean.TRUE.equals(owner.getController()));
    }
}
