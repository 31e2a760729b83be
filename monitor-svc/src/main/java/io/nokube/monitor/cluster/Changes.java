package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/// What an informer tells where it does not matter whether an object came, changed or went.
record Changes<T extends HasMetadata>(Consumer<T> then) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
        then.accept(object);
    }

    @Override
    public void onUpdate(T before, T object) {
        then.accept(object);
    }

    @Override
    public void onDelete(T object, boolean unknown) {
        then.accept(object);
    }
}
