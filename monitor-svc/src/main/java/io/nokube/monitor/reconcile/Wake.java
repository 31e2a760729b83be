package io.nokube.monitor.reconcile;

import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.nokube.crd.NoKubeApp;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes apps due for a reason that no object of theirs shows: this replica became the one that reconciles, or another
/// app got or gave up an address they ask for as well.
@Singleton
public class Wake {
    private volatile @Nullable Source source;

    /// Adds itself to what makes apps due.
    List<EventSource<?, NoKubeApp>> addTo(
            List<EventSource<?, NoKubeApp>> sources, EventSourceContext<NoKubeApp> context) {
        Source added = new Source(() -> context.getPrimaryCache().keys());
        this.source = added;
        List<EventSource<?, NoKubeApp>> all = new ArrayList<>(sources);
        all.add(added);
        return all;
    }

    void all() {
        Source known = source;
        if (known != null) {
            known.apps.get().forEach(known::wake);
        }
    }

    void these(Collection<ResourceID> apps) {
        Source known = source;
        if (known != null) {
            apps.forEach(known::wake);
        }
    }

    private static final class Source extends AbstractEventSource<Void, NoKubeApp> {
        private final Supplier<Stream<ResourceID>> apps;

        Source(Supplier<Stream<ResourceID>> apps) {
            super(Void.class, "wake");
            this.apps = apps;
        }

        void wake(ResourceID app) {
            getEventHandler().handleEvent(new Event(app));
        }

        @Override
        public Set<Void> getSecondaryResources(NoKubeApp primary) {
            return Set.of();
        }
    }
}
