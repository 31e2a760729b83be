package io.nokube.monitor.plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.nokube.monitor.desired.PodPart;
import io.nokube.monitor.diff.FieldDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Server-side apply takes the fields of a probe away and leaves an empty probe, which the API server (seen with 1.20)
/// then refuses for having no handler. So a probe that is no longer wanted is taken out as a whole first.
final class ProbeRemoval {
    private static final String CONTAINERS = "/spec/template/spec/containers/";

    private ProbeRemoval() {}

    static Optional<Action> before(HasMetadata observed, List<FieldDiff> changes) {
        if (!(observed instanceof Deployment workload)) {
            return Optional.empty();
        }
        List<String> pointers = new ArrayList<>();
        for (String probe : List.of("readinessProbe", "livenessProbe")) {
            boolean goes = changes.stream()
                    .anyMatch(change -> change.wanted() == null && change.path().endsWith("]." + probe));
            if (goes) {
                pointers.add(CONTAINERS + index(workload) + "/" + probe);
            }
        }
        return pointers.isEmpty() ? Optional.empty() : Optional.of(new Action.Clear(observed, pointers));
    }

    private static int index(Deployment workload) {
        return workload.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(Container::getName)
                .toList()
                .indexOf(PodPart.CONTAINER);
    }
}
