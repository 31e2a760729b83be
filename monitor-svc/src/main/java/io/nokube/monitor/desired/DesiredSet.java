package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.monitor.observed.ObjectKey;
import java.util.Comparator;
import java.util.List;

/// Everything an app wants to exist, in the order in which it is made.
public record DesiredSet(List<HasMetadata> objects) {
    private static final List<String> FIRST = List.of("Deployment", "Service", "Ingress", "HTTPRoute");

    public DesiredSet {
        objects = List.copyOf(objects);
    }

    public boolean contains(ObjectKey key) {
        return objects.stream().anyMatch(object -> ObjectKey.of(object).equals(key));
    }

    /// What there will be, with what people look for first in front.
    public List<String> kinds() {
        return objects.stream()
                .map(HasMetadata::getKind)
                .distinct()
                .sorted(Comparator.comparing(kind -> FIRST.contains(kind) ? FIRST.indexOf(kind) : FIRST.size()))
                .toList();
    }
}
