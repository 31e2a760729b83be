package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/// The Kubernetes Events of one namespace, followed for as long as somebody looks at them.
public final class EventFeed implements AutoCloseable {
    private final SharedIndexInformer<Event> informer;

    EventFeed(SharedIndexInformer<Event> informer) {
        this.informer = informer;
    }

    /// Those that have been seen by now.
    public List<Event> events() {
        return informer.getStore().list();
    }

    @Override
    public void close() {
        informer.stop();
    }
}
