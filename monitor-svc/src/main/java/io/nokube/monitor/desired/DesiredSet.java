package io.nokube.monitor.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.nokube.monitor.observed.ObjectKey;
import java.util.List;

/// Everything an app wants to exist, in the order in which it is made.
public record DesiredSet(List<HasMetadata> objects) {
    public DesiredSet {
        objects = List.copyOf(objects);
    }

    public boolean contains(ObjectKey key) {
        return objects.stream().anyMatch(object -> ObjectKey.of(object).equals(key));
    }

    public List<String> kinds() {
        return objects.stream().map(HasMetadata::getKind).toList();
    }
}
