package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import java.util.Optional;

/// What is said of what others do for an app: its autoscaler and its ingress controller.
final class Surroundings {
    private Surroundings() {}

    static void add(Conditions conditions, AppModel app, NoKubeAppSpec spec, ClusterSnapshot cluster) {
        if (spec.autoscaling() != null) {
            autoscaling(conditions, app, cluster);
        }
        if (app.route() != null) {
            boolean isRouted = cluster.objects().stream().anyMatch(object -> isRouted(object, app));
            conditions.add(
                    Conditions.ENDPOINT_READY,
                    isRouted ? Condition.TRUE : Condition.UNKNOWN,
                    isRouted
                            ? new Finding(Reason.ROUTED, "The ingress controller has taken up the address.")
                            : new Finding(
                                    Reason.WAITING_FOR_CONTROLLER,
                                    "No ingress controller has said that it has taken up the address."));
        }
    }

    private static void autoscaling(Conditions conditions, AppModel app, ClusterSnapshot cluster) {
        if (app.recreates()) {
            conditions.add(
                    Conditions.AUTOSCALING,
                    Condition.FALSE,
                    new Finding(
                            Reason.SINGLE_VOLUME, "One pod runs, since only one node at a time mounts its volume."));
            return;
        }
        if (app.scaling() == null) {
            conditions.add(
                    Conditions.AUTOSCALING,
                    Condition.FALSE,
                    new Finding(Reason.STOPPED, "A stopped app is not scaled."));
            return;
        }
        Optional<String> why = cluster.find(new ObjectKey("HorizontalPodAutoscaler", app.name()))
                .map(HorizontalPodAutoscaler.class::cast)
                .filter(scaler -> scaler.getStatus() != null)
                .flatMap(scaler -> scaler.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals("ScalingActive"))
                        .filter(condition -> condition.getStatus().equals(Condition.FALSE))
                        .map(condition -> String.valueOf(condition.getMessage()))
                        .findFirst());
        String between =
                "Between " + app.scaling().min() + " and " + app.scaling().max() + " pods run";
        conditions.add(
                Conditions.AUTOSCALING,
                why.isEmpty() ? Condition.TRUE : Condition.FALSE,
                why.map(text -> new Finding(
                                Reason.SCALING_INACTIVE, Sentences.withDetail("Nothing is scaled just now", text)))
                        .orElse(new Finding(Reason.SCALING, between + ".")));
    }

    private static boolean isRouted(HasMetadata object, AppModel app) {
        if (!ClusterSnapshot.isControlledBy(object, app.uid())) {
            return false;
        }
        return switch (object) {
            case Ingress ingress ->
                ingress.getStatus() != null
                        && ingress.getStatus().getLoadBalancer() != null
                        && !ingress.getStatus().getLoadBalancer().getIngress().isEmpty();
            case HTTPRoute route ->
                route.getStatus() != null
                        && route.getStatus().getParents().stream()
                                .flatMap(parent -> parent.getConditions().stream())
                                .anyMatch(condition -> condition.getType().equals("Accepted")
                                        && condition.getStatus().equals(Condition.TRUE));
            default -> false;
        };
    }
}
