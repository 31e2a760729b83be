package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.nokube.crd.NoKubeApp;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The Secrets that apps read, followed in one namespace at a time, and only where an app reads one: the service may
/// not see those of the rest of the cluster.
///
/// Only Secrets that were marked for it are followed, so that the many others of a namespace cost nothing.
final class SecretWatches extends AbstractEventSource<Secret, NoKubeApp> {
    private static final Duration WHEN_AWAY = Duration.ofSeconds(1);
    private static final Duration WHEN_DENIED = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Clock clock;
    private final Readers readers;
    private final ConcurrentMap<String, Watch> watches = new ConcurrentHashMap<>();

    SecretWatches(KubernetesClient client, Clock clock, Readers readers) {
        super(Secret.class, "secrets");
        this.client = client;
        this.clock = clock;
        this.readers = readers;
    }

    /// Which apps read Secrets.
    interface Readers {
        /// Those in the namespace that read any.
        List<NoKubeApp> in(String namespace);

        /// Those that read this one.
        List<NoKubeApp> of(String namespace, String secret);
    }

    /// What follows the Secrets of a namespace, and how far it has got.
    private static final class Watch {
        private final SharedIndexInformer<Secret> informer;
        private volatile Instant begun;
        private volatile SecretAccess access;
        private volatile boolean ended;

        Watch(SharedIndexInformer<Secret> informer, Instant begun, SecretAccess access) {
            this.informer = informer;
            this.begun = begun;
            this.access = access;
        }

        boolean isToBegin(Instant now) {
            return ended && now.isAfter(begun.plus(access == SecretAccess.DENIED ? WHEN_DENIED : WHEN_AWAY));
        }
    }

    /// Begins to follow the namespace's Secrets where that is not done yet, or was not possible a while ago.
    SecretAccess follow(String namespace) {
        Instant now = clock.instant();
        Watch present = watches.get(namespace);
        if (present != null && (!present.isToBegin(now) || isStillDenied(namespace, present, now))) {
            return present.access;
        }
        Watch next = new Watch(informer(namespace), now, present == null ? SecretAccess.PENDING : present.access);
        boolean isMine = present == null
                ? watches.putIfAbsent(namespace, next) == null
                : watches.replace(namespace, present, next);
        if (isMine) {
            var started = next.informer
                    .start()
                    .whenComplete((nothing, error) -> settle(namespace, next, error))
                    .exceptionally(error -> null);
            assert started != null;
            forgetAbandoned();
        }
        return next.access;
    }

    /// Asks before it tries again, since every attempt that fails is logged as an error by the client.
    private boolean isStillDenied(String namespace, Watch watch, Instant now) {
        watch.begun = now;
        return watch.access == SecretAccess.DENIED && !SecretRights.mayRead(client, namespace);
    }

    Optional<Secret> find(String namespace, String name) {
        return Optional.ofNullable(watches.get(namespace))
                .map(watch -> watch.informer.getStore().getByKey(Cache.namespaceKeyFunc(namespace, name)));
    }

    private SharedIndexInformer<Secret> informer(String namespace) {
        SharedIndexInformer<Secret> informer = client.secrets()
                .inNamespace(namespace)
                .withLabel(Informers.WATCHED)
                .runnableInformer(0);
        return informer.addEventHandler(new Changes<>(this::changed))
                // Once it has begun it goes on, however often the connection breaks.
                .exceptionHandler((isStarted, error) -> isStarted);
    }

    private void settle(String namespace, Watch watch, @Nullable Throwable error) {
        SecretAccess before = watch.access;
        if (error == null) {
            watch.access = SecretAccess.GRANTED;
        } else {
            watch.access = isDenied(error) ? SecretAccess.DENIED : SecretAccess.PENDING;
            watch.ended = true;
        }
        if (watch.access != before) {
            wake(readers.in(namespace));
        }
    }

    private static boolean isDenied(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException answer
                    && answer.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return true;
            }
        }
        return false;
    }

    private void changed(Secret secret) {
        wake(readers.of(
                secret.getMetadata().getNamespace(), secret.getMetadata().getName()));
    }

    private void wake(List<NoKubeApp> apps) {
        apps.forEach(app -> getEventHandler().handleEvent(new Event(ResourceID.fromResource(app))));
    }

    /// Namespaces come and go with projects. What nobody reads any more is looked for when something new is followed.
    private void forgetAbandoned() {
        watches.forEach((namespace, watch) -> {
            if (watch.access != SecretAccess.PENDING
                    && readers.in(namespace).isEmpty()
                    && watches.remove(namespace, watch)) {
                watch.informer.stop();
            }
        });
    }

    @Override
    public void stop() {
        super.stop();
        watches.values().forEach(watch -> watch.informer.stop());
        watches.clear();
    }

    @Override
    public Set<Secret> getSecondaryResources(NoKubeApp app) {
        String namespace = app.getMetadata().getNamespace();
        return Optional.ofNullable(app.getSpec().secretRefs()).orElse(List.of()).stream()
                .flatMap(name -> find(namespace, name).stream())
                .collect(Collectors.toSet());
    }
}
