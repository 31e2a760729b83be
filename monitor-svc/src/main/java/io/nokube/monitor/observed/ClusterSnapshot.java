package io.nokube.monitor.observed;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the informers' caches held about one app at one moment.
///
/// @param objects everything of the kinds NoKube makes that bears the app's name, whoever made it
/// @param pods the app's pods
/// @param revisions the app's releases, in no order
/// @param secrets those that the app reads, as far as they are there
/// @param hostTaken the app, as `<namespace>/<name>`, that has this app's host and path already; null where none has
public record ClusterSnapshot(
        Tenant tenant,
        List<HasMetadata> objects,
        List<Pod> pods,
        List<ControllerRevision> revisions,
        List<Secret> secrets,
        @Nullable String hostTaken) {
    public ClusterSnapshot {
        secrets = List.copyOf(secrets);
        objects = List.copyOf(objects);
        pods = List.copyOf(pods);
        revisions = List.copyOf(revisions);
    }

    public Optional<HasMetadata> find(ObjectKey key) {
        return objects.stream()
                .filter(object -> ObjectKey.of(object).equals(key))
                .findFirst();
    }

    /// Whether all of these were seen.
    public boolean holds(List<? extends HasMetadata> wanted) {
        Set<ObjectKey> seen = Stream.concat(objects.stream(), revisions.stream())
                .map(ObjectKey::of)
                .collect(Collectors.toUnmodifiableSet());
        return wanted.stream().map(ObjectKey::of).allMatch(seen::contains);
    }

    /// The app's workload, if it is the app's.
    public Optional<Deployment> workload(String name, String uid) {
        return find(new ObjectKey("Deployment", name))
                .filter(object -> isControlledBy(object, uid))
                .map(Deployment.class::cast);
    }

    /// The same with what the namespace is known to be, where its cache may lag.
    public ClusterSnapshot in(Tenant known) {
        return new ClusterSnapshot(known, objects, pods, revisions, secrets, hostTaken);
    }

    /// The same with one object more, which no cache holds.
    public ClusterSnapshot with(HasMetadata object) {
        List<HasMetadata> more =
                Stream.concat(objects.stream(), Stream.of(object)).toList();
        return new ClusterSnapshot(tenant, more, pods, revisions, secrets, hostTaken);
    }

    public static boolean isControlledBy(HasMetadata object, String uid) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()) && uid.equals(owner.getUid()));
    }
}
