package io.nokube.monitor.observed;

import io.fabric8.kubernetes.api.model.HasMetadata;

/// An object within the namespace of its app.
public record ObjectKey(String kind, String name) {
    public static ObjectKey of(HasMetadata object) {
        return new ObjectKey(object.getKind(), object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
