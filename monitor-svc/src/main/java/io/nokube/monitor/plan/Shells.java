package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.nokube.monitor.desired.DeploymentManifest;
import io.nokube.monitor.desired.PodPart;
import io.nokube.monitor.diff.FieldDiff;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Server-side apply takes the fields of a probe away and leaves an empty probe, which the API server (seen with 1.20)
/// then refuses for having no handler. So a probe that is no longer wanted is taken out as a whole first.
///
/// In the same way a rolling update's numbers would stay behind where the workload is to recreate its pods.
final class Shells {
    private static final String CONTAINERS = "/spec/template/spec/containers/";

    private Shells() {}

    static Optional<Action> before(HasMetadata observed, List<FieldDiff> changes) {
        if (!(observed instanceof Deployment workload)) {
            return Optional.empty();
        }
        Map<String, Map<String, Object>> fields = new TreeMap<>();
        for (String probe : List.of("readinessProbe", "livenessProbe")) {
            boolean goes = changes.stream()
                    .anyMatch(change -> change.wanted() == null && change.path().endsWith("]." + probe));
            if (goes) {
                fields.put(CONTAINERS + index(workload) + "/" + probe, Map.of());
            }
        }
        boolean recreates = changes.stream()
                .anyMatch(change -> change.path().equals("spec.strategy.type")
                        && DeploymentManifest.RECREATE.equals(change.wanted()));
        if (recreates) {
            fields.put("/spec/strategy", Map.of("type", DeploymentManifest.RECREATE));
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Action.Clear(observed, fields));
    }

    private static int index(Deployment workload) {
        return workload.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(Container::getName)
                .toList()
                .indexOf(PodPart.CONTAINER);
    }
}
