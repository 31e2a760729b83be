package io.nokube.monitor.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.PackedStore.Managers;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.plan.HostClaims;
import io.nokube.monitor.status.AppOutline;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The informers and what they hold. They follow every object of the kinds that NoKube makes, also other people's: an
/// object that is in an app's way has to be seen before it is written over.
@Singleton
public class Informers {
    private static final String BY_UID = "nokube-uid";
    private static final String BY_SECRET = "nokube-secret";
    private static final String BY_ADDRESS = "nokube-address";
    private static final String BY_NAMESPACE = "nokube-namespace";

    private static final Duration CACHE_LAG = Duration.ofSeconds(1);
    private static final Duration CACHE_LOOK = Duration.ofMillis(5);

    /// On Secrets that apps read.
    public static final String WATCHED = "nokube.io/watched";

    private final Clock clock;
    private final PlatformPolicy policy;
    private final ObjectMapper mapper;
    private volatile @Nullable Caches caches;
    private volatile boolean complete;

    public Informers(Clock clock, PlatformPolicy policy, @KubernetesClientObjectMapper ObjectMapper mapper) {
        this.clock = clock;
        this.policy = policy;
        this.mapper = mapper;
    }

    /// @param named kinds of which every object is followed: one that bears an app's name may be in its way
    /// @param labelled the other kinds that apps own, where they bear NoKube's label
    private record Caches(
            IndexerResourceCache<NoKubeApp> apps,
            AppsStore store,
            List<FollowedKind<? extends HasMetadata>> named,
            List<FollowedKind<? extends HasMetadata>> labelled,
            FollowedKind<Pod> pods,
            FollowedKind<ControllerRevision> revisions,
            SecretWatches secrets,
            FollowedKind<Namespace> namespaces) {
        List<EventSource<?, NoKubeApp>> sources() {
            List<EventSource<?, NoKubeApp>> sources = new ArrayList<>(followed().toList());
            sources.add(secrets);
            return sources;
        }

        Stream<FollowedKind<? extends HasMetadata>> followed() {
            return Stream.of(named, labelled, List.of(pods, revisions, namespaces))
                    .flatMap(List::stream);
        }
    }

    /// Makes the informers; the operator starts them.
    public List<EventSource<?, NoKubeApp>> prepare(EventSourceContext<NoKubeApp> context) {
        IndexerResourceCache<NoKubeApp> apps = context.getPrimaryCache();
        apps.addIndexers(Map.of(
                BY_UID,
                app -> List.of(app.getMetadata().getUid()),
                BY_NAMESPACE,
                app -> List.of(app.getMetadata().getNamespace()),
                BY_SECRET,
                Informers::secretKeys,
                BY_ADDRESS,
                this::address));
        FollowedKinds kinds = new FollowedKinds(
                context.getClient(),
                mapper,
                context.getControllerConfiguration().getConfigurationService().cacheSyncTimeout());
        List<FollowedKind<? extends HasMetadata>> labelled = new ArrayList<>(List.of(
                kinds.labelled(PersistentVolumeClaim.class, Managers.WITH_FIELDS),
                kinds.labelled(HorizontalPodAutoscaler.class, Managers.WITH_FIELDS)));
        if (policy.gateway() != null) {
            labelled.add(kinds.labelled(HTTPRoute.class, Managers.WITH_FIELDS));
        }
        Caches made = new Caches(
                apps,
                store(context),
                List.of(
                        kinds.named(Deployment.class),
                        kinds.named(Service.class),
                        kinds.named(Ingress.class),
                        kinds.named(ServiceAccount.class),
                        kinds.named(NetworkPolicy.class),
                        kinds.named(PodDisruptionBudget.class)),
                labelled,
                kinds.labelled(Pod.class, Managers.NONE),
                kinds.labelled(ControllerRevision.class, Managers.NONE),
                new SecretWatches(context.getClient(), clock, readers(apps)),
                // A namespace concerns the apps in it, since its labels say whose they are.
                kinds.namespaces(namespace -> ids(apps, namespace)));
        this.caches = made;
        return made.sources();
    }

    private AppsStore store(EventSourceContext<NoKubeApp> context) {
        InformerConfiguration<NoKubeApp> configuration =
                context.getControllerConfiguration().getInformerConfig();
        AppsStore store = (AppsStore) configuration.getItemStore();
        store.writeWith(mapper);
        return store;
    }

    /// Says that every cache holds everything.
    public void complete() {
        complete = true;
    }

    public boolean isComplete() {
        return complete;
    }

    /// Whether everything there was has been seen. Where the start is broken off, the operator SDK calls for passes all
    /// the same; what is not seen yet must not be taken for missing.
    public boolean isFilled() {
        return caches().followed().allMatch(FollowedKind::isRunning);
    }

    /// The kinds that are followed no longer.
    public List<String> stopped() {
        Caches held = caches();
        return held.followed()
                .filter(FollowedKind::isStopped)
                .map(FollowedKind::name)
                .toList();
    }

    public ClusterSnapshot snapshot(String namespace, String name) {
        Caches held = caches();
        ResourceID id = new ResourceID(name, namespace);
        List<HasMetadata> objects = new ArrayList<>();
        held.named().forEach(source -> source.get(id).ifPresent(objects::add));
        held.labelled().forEach(source -> objects.addAll(source.byIndex(FollowedKinds.BY_APP, key(namespace, name))));
        Tenant tenant = tenant(namespace);
        Optional<NoKubeApp> app = held.apps().get(id);
        return new ClusterSnapshot(
                tenant,
                objects,
                held.pods().byIndex(FollowedKinds.BY_APP, key(namespace, name)),
                held.revisions().byIndex(FollowedKinds.BY_APP, key(namespace, name)),
                app.map(found -> secrets(held, found)).orElse(List.of()),
                app.flatMap(found -> hostTaken(held, found, tenant)).orElse(null));
    }

    private static List<Secret> secrets(Caches held, NoKubeApp app) {
        String namespace = app.getMetadata().getNamespace();
        return Optional.ofNullable(app.getSpec().secretRefs()).orElse(List.of()).stream()
                .flatMap(name -> held.secrets().find(namespace, name).stream())
                .toList();
    }

    /// Whether the Secrets that the app reads are seen; from now on they are followed.
    public SecretAccess secretAccess(NoKubeApp app) {
        return secretKeys(app).isEmpty()
                ? SecretAccess.GRANTED
                : caches().secrets().follow(app.getMetadata().getNamespace());
    }

    /// Waits, for a moment at most, until it is known whether the app's Secrets can be seen.
    public void awaitSecrets(NoKubeApp app) {
        Instant end = clock.instant().plus(CACHE_LAG);
        while (secretAccess(app) == SecretAccess.PENDING && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(CACHE_LOOK.toNanos());
        }
    }

    private Optional<String> hostTaken(Caches held, NoKubeApp app, Tenant tenant) {
        return HostClaims.of(app, tenant, policy).flatMap(claim -> {
            List<NoKubeApp> rivals = held.apps().byIndex(BY_ADDRESS, claim.address());
            return HostClaims.winner(
                    claim,
                    rivals.stream()
                            .flatMap(rival ->
                                    HostClaims.of(
                                            rival, tenant(rival.getMetadata().getNamespace()), policy)
                                            .stream())
                            .toList());
        });
    }

    /// The other apps that ask for the same host and path.
    public Set<ResourceID> rivals(NoKubeApp app) {
        String uid = app.getMetadata().getUid();
        return address(app).stream()
                .flatMap(address -> caches().apps().byIndex(BY_ADDRESS, address).stream())
                .filter(other -> !other.getMetadata().getUid().equals(uid))
                .map(ResourceID::fromResource)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// By the namespace's name alone: its labels may not have been seen yet.
    private List<String> address(NoKubeApp app) {
        Tenant tenant = Tenant.of(app.getMetadata().getNamespace(), Map.of());
        return HostClaims.of(app, tenant, policy).stream()
                .map(HostClaims.Claim::address)
                .toList();
    }

    private static List<String> secretKeys(NoKubeApp app) {
        if (app.getSpec() == null || app.getSpec().secretRefs() == null) {
            return List.of();
        }
        return app.getSpec().secretRefs().stream()
                .map(name -> key(app.getMetadata().getNamespace(), name))
                .toList();
    }

    public Tenant tenant(String namespace) {
        Map<String, String> labels = namespace(namespace)
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of());
        return Tenant.of(namespace, labels);
    }

    public Optional<Namespace> namespace(String name) {
        return caches().namespaces().get(new ResourceID(name));
    }

    /// Whether the namespace is being deleted or gone, so that nothing can be made in it. One that is new and not yet
    /// seen wakes its apps when it comes.
    public boolean isGoing(String namespace) {
        return namespace(namespace).map(Namespace::isMarkedForDeletion).orElse(true);
    }

    public Stream<AppOutline> outlines() {
        return caches().store().outlines();
    }

    public Optional<NoKubeApp> appByUid(String uid) {
        return caches().apps().byIndex(BY_UID, uid).stream().findFirst();
    }

    /// Waits, for a moment at most, until the cache holds `written` or what came after it, so that whoever wrote it
    /// finds
    /// it there. A cache that lags longer only means that an answer is a little old.
    public void awaitApp(NoKubeApp written) {
        Instant end = clock.instant().plus(CACHE_LAG);
        String uid = written.getMetadata().getUid();
        long generation = written.getMetadata().getGeneration();
        while (appByUid(uid)
                        .filter(app -> app.getMetadata().getGeneration() >= generation)
                        .isEmpty()
                && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(CACHE_LOOK.toNanos());
        }
    }

    public Optional<NoKubeApp> app(String namespace, String name) {
        return caches().apps().get(new ResourceID(name, namespace));
    }

    /// Whether something that runs is there under the app's name.
    public boolean hasWorkload(NoKubeApp app) {
        return caches().named().getFirst().get(ResourceID.fromResource(app)).isPresent();
    }

    /// Waits, for a moment at most, until the caches hold what was just made for an app, so that it is not taken for
    /// missing.
    public void awaitMade(String namespace, String name, List<HasMetadata> made) {
        if (made.isEmpty()) {
            return;
        }
        Instant end = clock.instant().plus(CACHE_LAG);
        // Longer each time: where the caches lag there are many who wait, and looking costs what they need to catch up.
        long pause = CACHE_LOOK.toNanos();
        while (!snapshot(namespace, name).holds(made) && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(pause);
            pause *= 2;
        }
    }

    private Caches caches() {
        return Objects.requireNonNull(caches, "The operator is not there yet");
    }

    /// A Secret concerns the apps that read it.
    private static SecretWatches.Readers readers(IndexerResourceCache<NoKubeApp> apps) {
        return new SecretWatches.Readers() {
            @Override
            public List<NoKubeApp> in(String namespace) {
                return apps.byIndex(BY_NAMESPACE, namespace).stream()
                        .filter(app -> !secretKeys(app).isEmpty())
                        .toList();
            }

            @Override
            public List<NoKubeApp> of(String namespace, String secret) {
                return apps.byIndex(BY_SECRET, key(namespace, secret));
            }
        };
    }

    private static Set<ResourceID> ids(IndexerResourceCache<NoKubeApp> apps, Namespace namespace) {
        return Set.copyOf(apps.byIndex(BY_NAMESPACE, namespace.getMetadata().getName()).stream()
                .map(ResourceID::fromResource)
                .toList());
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
