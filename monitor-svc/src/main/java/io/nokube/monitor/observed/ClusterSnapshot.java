package io.nokube.monitor.observed;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;

/// What the informers' caches held about one app at one moment.
///
/// @param objects everything of the kinds NoKube makes that bears the app's name, whoever made it
/// @param pods the app's pods
/// @param revisions the app's releases, in no order
public record ClusterSnapshot(
        Tenant tenant, List<HasMetadata> objects, List<Pod> pods, List<ControllerRevision> revisions) {
    public ClusterSnapshot {
        objects = List.copyOf(objects);
        pods = List.copyOf(pods);
        revisions = List.copyOf(revisions);
    }

    public Optional<HasMetadata> find(ObjectKey key) {
        return objects.stream()
                .filter(object -> ObjectKey.of(object).equals(key))
                .findFirst();
    }

    /// The app's workload, if it is the app's.
    public Optional<Deployment> workload(String name, String uid) {
        return find(new ObjectKey("Deployment", name))
                .filter(object -> isControlledBy(object, uid))
                .map(Deployment.class::cast);
    }

    public static boolean isControlledBy(HasMetadata object, String uid) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()) && uid.equals(owner.getUid()));
    }
}
