package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.nokube.crd.NoKubeApp;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The objects of one kind in the whole cluster, and which apps are due when one of them changes.
///
/// The operator SDK's own event source for informers keeps three maps by app and object beside what it holds, and takes
/// no event before it has begun: until then all objects there are wait in memory, unpacked.
final class FollowedKind<T extends HasMetadata> extends AbstractEventSource<T, NoKubeApp> {
    private final Supplier<SharedIndexInformer<T>> informers;
    private final Function<T, Set<ResourceID>> concerned;
    private final Duration patience;
    private volatile @Nullable SharedIndexInformer<T> informer;

    /// @param informers makes one that has not begun, each time that this is started
    /// @param concerned the apps that an object concerns
    /// @param patience how long the first list may take
    FollowedKind(
            Class<T> type,
            Supplier<SharedIndexInformer<T>> informers,
            Function<T, Set<ResourceID>> concerned,
            Duration patience) {
        super(type, type.getSimpleName());
        this.informers = informers;
        this.concerned = concerned;
        this.patience = patience;
    }

    /// Returns when all that there is was seen; at once where that is so already, as when the start of another kind
    /// failed
    /// and all are started once more.
    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        SharedIndexInformer<T> begun = informers.get().addEventHandler(new Changes<>(this::changed));
        informer = begun;
        try {
            begun.start().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            begun.stop();
            throw new OperatorException("Could not follow objects of the kind " + name(), e);
        } catch (InterruptedException e) {
            begun.stop();
            Thread.currentThread().interrupt();
            throw new OperatorException("Interrupted", e);
        }
        super.start();
    }

    private void changed(T object) {
        concerned.apply(object).forEach(app -> getEventHandler().handleEvent(new Event(app)));
    }

    Optional<T> get(ResourceID id) {
        return Optional.ofNullable(informer()
                .getStore()
                .getByKey(Cache.namespaceKeyFunc(id.getNamespace().orElse(null), id.getName())));
    }

    List<T> byIndex(String index, String key) {
        return informer().getIndexer().byIndex(index, key);
    }

    /// Whether it was started and gave up since, as it does when it is sent what it cannot read.
    boolean isStopped() {
        SharedIndexInformer<T> known = informer;
        return isRunning() && known != null && !known.isRunning();
    }

    private SharedIndexInformer<T> informer() {
        return Objects.requireNonNull(informer, "The operator is not there yet");
    }

    @Override
    public void stop() {
        super.stop();
        SharedIndexInformer<T> known = informer;
        if (known != null) {
            known.stop();
        }
    }

    /// Nobody asks: what an app owns is looked for by its name and its label.
    @Override
    public Set<T> getSecondaryResources(NoKubeApp app) {
        return Set.of();
    }
}
