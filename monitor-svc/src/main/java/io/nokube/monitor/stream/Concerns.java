package io.nokube.monitor.stream;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.observed.ClusterSnapshot;
import java.util.regex.Pattern;

/// Which Kubernetes Events are about an app: those about itself, about what it owns, and about its pods, also those
/// that are gone by now.
final class Concerns {
    private Concerns() {}

    static boolean isAbout(Event event, NoKubeApp app, ClusterSnapshot cluster) {
        ObjectReference about = event.getInvolvedObject();
        if (about == null || about.getName() == null || about.getKind() == null) {
            return false;
        }
        String uid = about.getUid();
        return app.getMetadata().getUid().equals(uid)
                || cluster.objects().stream()
                        .filter(object -> ClusterSnapshot.isControlledBy(
                                object, app.getMetadata().getUid()))
                        .anyMatch(object -> object.getMetadata().getUid().equals(uid))
                || cluster.pods().stream()
                        .anyMatch(pod -> pod.getMetadata().getUid().equals(uid))
                || isNamedAfter(app.getMetadata().getName(), about);
    }

    /// As a Deployment names its ReplicaSets, and those name their pods.
    private static boolean isNamedAfter(String app, ObjectReference about) {
        String set = Pattern.quote(app) + "-[bcdfghjklmnpqrstvwxz0-9]{6,10}";
        return switch (about.getKind()) {
            case "ReplicaSet" -> about.getName().matches(set);
            case "Pod" -> about.getName().matches(set + "-[bcdfghjklmnpqrstvwxz0-9]{5}");
            default -> false;
        };
    }
}
