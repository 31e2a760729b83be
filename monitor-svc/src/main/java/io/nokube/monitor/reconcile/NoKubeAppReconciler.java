package io.nokube.monitor.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.AppsStore;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.cluster.SecretAccess;
import io.nokube.monitor.desired.PodPart;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.plan.AutoRollback;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.plan.Planner;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.status.Announcement;
import io.nokube.monitor.status.CertificateDiagnosis;
import io.nokube.monitor.status.Conditions;
import io.nokube.monitor.status.Finding;
import io.nokube.monitor.status.Reason;
import io.nokube.monitor.status.StatusReducer;
import io.nokube.monitor.tenancy.TenantProvisioner;
import io.nokube.web.telemetry.LogContext;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// One pass over one app: what is there, what should be, what is to be done, do it, say what is the case.
///
/// When a pass fails it is repeated for as long as it takes, at growing intervals.
@ControllerConfiguration(
        name = NoKubeAppReconciler.NAME,
        fieldManager = "nokube-status",
        informer = @Informer(itemStore = AppsStore.class, informerListLimit = AppsStore.LIST_LIMIT))
@GradualRetry(maxAttempts = -1, initialInterval = 500, intervalMultiplier = 2, maxInterval = 15_000)
public class NoKubeAppReconciler implements Reconciler<NoKubeApp> {
    static final String NAME = "nokubeapp";
    private static final Logger LOG = Logger.getLogger(NoKubeAppReconciler.class);
    /// What the API server refuses may be accepted later without any event: a quota was raised, a webhook
    /// repaired, a host given up.
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

    /// A change of the spec that comes in while the status is being written is taken for a part of that by the
    /// operator SDK, which then calls for no pass. So one more pass follows each; where nothing was missed, it
    /// costs no request.
    private static final Duration AFTER_STATUS = Duration.ofSeconds(1);

    private static final Duration WITHOUT_CERTIFICATE = Duration.ofSeconds(30);

    private static final Duration UNTIL_SEEN = Duration.ofSeconds(1);

    private final Informers informers;
    private final PlanExecutor executor;
    private final TenantProvisioner tenants;
    private final PlatformPolicy policy;
    private final Leadership leadership;
    private final Clock clock;
    private final ReconcileMetrics metrics;
    private final Wake wake;
    private final Turns turns;
    private final CertificateLooks certificates;
    private final KnownApps apps;

    public NoKubeAppReconciler(
            Informers informers,
            PlanExecutor executor,
            TenantProvisioner tenants,
            PlatformPolicy policy,
            Leadership leadership,
            Clock clock,
            ReconcileMetrics metrics,
            Wake wake,
            Turns turns,
            CertificateLooks certificates,
            KnownApps apps) {
        this.informers = informers;
        this.executor = executor;
        this.tenants = tenants;
        this.policy = policy;
        this.leadership = leadership;
        this.clock = clock;
        this.metrics = metrics;
        this.wake = wake;
        this.turns = turns;
        this.certificates = certificates;
        this.apps = apps;
    }

    @Override
    public List<EventSource<?, NoKubeApp>> prepareEventSources(EventSourceContext<NoKubeApp> context) {
        return wake.addTo(informers.prepare(context), context);
    }

    @Override
    public UpdateControl<NoKubeApp> reconcile(NoKubeApp resource, Context<NoKubeApp> context) {
        String namespace = resource.getMetadata().getNamespace();
        String name = resource.getMetadata().getName();
        if (!informers.isFilled()) {
            return UpdateControl.<NoKubeApp>noUpdate().rescheduleAfter(UNTIL_SEEN);
        }
        try (var _ = LogContext.app(namespace, name)) {
            Pass pass = turns.take(
                            namespace,
                            isDue(resource),
                            // It may have waited, and the app may have been changed meanwhile.
                            () -> informers.app(namespace, name).map(this::pass).orElse(Pass.NOTHING))
                    .orElse(Pass.NOTHING);
            informers.awaitMade(namespace, name, pass.made());
            return pass.control();
        }
    }

    /// Whether its spec has not been brought about: that comes before keeping up the status of apps that are.
    private boolean isDue(NoKubeApp resource) {
        NoKubeAppStatus status = resource.getStatus();
        return status == null
                ? !informers.hasWorkload(resource)
                : !Objects.equals(
                        status.observedGeneration(), resource.getMetadata().getGeneration());
    }

    /// What came of one.
    ///
    /// @param made objects that the next pass has to know of, or it would make them again
    private record Pass(UpdateControl<NoKubeApp> control, List<HasMetadata> made) {
        static final Pass NOTHING = new Pass(UpdateControl.noUpdate(), List.of());
    }

    private Pass pass(NoKubeApp resource) {
        String namespace = resource.getMetadata().getNamespace();
        boolean isGoing = resource.isMarkedForDeletion() || informers.isGoing(namespace);
        if (isGoing) {
            return Pass.NOTHING;
        }
        SecretAccess secrets = informers.secretAccess(resource);
        if (!leadership.isHeld()) {
            return Pass.NOTHING;
        }
        if (secrets == SecretAccess.PENDING) {
            // It is woken as soon as they are seen, and comes back by itself where the API server is away.
            return new Pass(UpdateControl.<NoKubeApp>noUpdate().rescheduleAfter(UNTIL_SEEN), List.of());
        }
        return metrics.timed(() -> bringAbout(resource, namespace, secrets), Pass::control);
    }

    private Pass bringAbout(NoKubeApp resource, String namespace, SecretAccess secrets) {
        ClusterSnapshot cached =
                informers.snapshot(namespace, resource.getMetadata().getName());
        boolean isDenied = secrets == SecretAccess.DENIED;
        if (isDenied) {
            tenants.admit(namespace);
        }
        boolean lacksSecrets = isDenied || followSecrets(resource, cached);
        ClusterFacts facts = facts(resource, cached);
        AppModel app = AppModelFactory.from(
                resource, isDenied ? facts.withKnownHash(knownHash(resource, cached)) : facts, policy);
        boolean lacksCertificate = CertificateDiagnosis.isDue(app, resource.getStatus());
        ClusterSnapshot cluster = withCertificate(app, cached, lacksCertificate);
        Release release = Release.of(resource);
        KnownApp known = apps.find(app);
        Plan plan = Planner.plan(app, release, known.desired(), cluster, known);
        apps.note(app, known, plan.actions().isEmpty());
        Optional<Finding> refused = executor.execute(namespace, plan)
                .or(() -> isDenied ? Optional.of(denied(namespace)) : Optional.empty());
        if (plan.changesRoute()) {
            wake.these(informers.rivals(resource));
        }
        List<HasMetadata> made = refused.isPresent() ? List.of() : plan.made();
        if (saysLater(resource, plan, made)) {
            return new Pass(UpdateControl.<NoKubeApp>noUpdate().rescheduleAfter(UNTIL_SEEN), made);
        }
        NoKubeAppStatus status = StatusReducer.reduce(resource, app, release, cluster, plan, refused, clock.instant());
        AutoRollback.decide(app, release, cluster, plan, status, why(status))
                .ifPresent(revert -> executor.revert(resource, revert));
        Announcement.of(resource, status, clock.instant()).ifPresent(executor::announce);
        if (!status.equals(resource.getStatus())) {
            return new Pass(
                    UpdateControl.patchStatus(withStatus(resource, status)).rescheduleAfter(AFTER_STATUS), made);
        }
        UpdateControl<NoKubeApp> unchanged = UpdateControl.noUpdate();
        boolean waits = refused.isPresent() || lacksSecrets || cluster.hostTaken() != null;
        if (waits) {
            return new Pass(unchanged.rescheduleAfter(AFTER_REFUSAL), made);
        }
        if (CertificateDiagnosis.isWanted(app)) {
            return new Pass(
                    unchanged.rescheduleAfter(lacksCertificate ? WITHOUT_CERTIFICATE : certificates.untilNext(app)),
                    made);
        }
        return new Pass(unchanged, made);
    }

    private ClusterSnapshot withCertificate(AppModel app, ClusterSnapshot cached, boolean isMissing) {
        boolean looks = isMissing || CertificateDiagnosis.isWanted(app) && certificates.isDue(app);
        if (!looks) {
            return cached;
        }
        certificates.looked(app);
        return executor.certificate(app).map(cached::with).orElse(cached);
    }

    /// Whether a new app's first status is left to its next pass, which its objects cause as soon as they are seen:
    /// while others wait for theirs to be made, those come first.
    private boolean saysLater(NoKubeApp resource, Plan plan, List<HasMetadata> made) {
        return resource.getStatus() == null
                && !made.isEmpty()
                && made.size() == plan.actions().size()
                && turns.waiting() > 0;
    }

    private static ClusterFacts facts(NoKubeApp resource, ClusterSnapshot cluster) {
        var metadata = resource.getMetadata();
        return ClusterFacts.of(cluster, metadata.getName(), metadata.getUid());
    }

    private static Finding denied(String namespace) {
        return new Finding(
                Reason.SECRETS_UNREADABLE,
                "NoKube may not read Secrets in the namespace " + namespace + ". The app is brought about, but a change"
                        + " of a Secret will not roll its pods.");
    }

    /// What the pods that run were told about their Secrets.
    private static String knownHash(NoKubeApp resource, ClusterSnapshot cluster) {
        var metadata = resource.getMetadata();
        return cluster.workload(metadata.getName(), metadata.getUid())
                .map(workload -> workload.getSpec().getTemplate().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(PodPart.CONFIG_HASH))
                .orElse("");
    }

    /// Has those Secrets followed that the app reads and that are not followed yet.
    ///
    /// @return whether one is not there
    private boolean followSecrets(NoKubeApp resource, ClusterSnapshot cluster) {
        List<String> wanted =
                Optional.ofNullable(resource.getSpec().secretRefs()).orElse(List.of());
        if (wanted.size() == cluster.secrets().size()) {
            return false;
        }
        Set<String> followed = cluster.secrets().stream()
                .map(secret -> secret.getMetadata().getName())
                .collect(Collectors.toSet());
        return wanted.stream()
                .filter(name -> !followed.contains(name))
                .map(name -> executor.follow(resource.getMetadata().getNamespace(), name))
                .toList()
                .contains(false);
    }

    private static String why(NoKubeAppStatus status) {
        return Conditions.find(status.conditions(), Conditions.READY)
                .map(Condition::message)
                .orElse("");
    }

    /// While the API server is away there is nowhere to say so; every other failure is said in the app itself.
    @Override
    public ErrorStatusUpdateControl<NoKubeApp> updateErrorStatus(
            NoKubeApp resource, Context<NoKubeApp> context, Exception e) {
        if (isGone(e)) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        var metadata = resource.getMetadata();
        Optional<Throwable> away = clusterAway(e);
        if (away.isPresent()) {
            LOG.warnf(
                    "%s/%s waits: %s",
                    metadata.getNamespace(), metadata.getName(), away.get().getMessage());
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        LOG.errorf(e, "The pass over %s/%s failed", metadata.getNamespace(), metadata.getName());
        NoKubeAppStatus status =
                StatusReducer.failed(resource, "Something went wrong; it was logged.", clock.instant());
        return status.equals(resource.getStatus())
                ? ErrorStatusUpdateControl.noStatusUpdate()
                : ErrorStatusUpdateControl.patchStatus(withStatus(resource, status));
    }

    /// An app that was deleted in the meantime has no status.
    private static boolean isGone(Exception e) {
        return e instanceof KubernetesClientException answer && answer.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /// The operator SDK wraps what a pass throws, and writes the status itself.
    private static Optional<Throwable> clusterAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            boolean isAway = cause instanceof ClusterUnavailableException
                    || cause instanceof KubernetesClientException failed && isTransient(failed);
            if (isAway) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    private static boolean isTransient(KubernetesClientException e) {
        return ClusterUnavailableException.isShownBy(e) || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    /// Only what server-side apply needs to find the app: what else is in it is not the reconciler's to say.
    private static NoKubeApp withStatus(NoKubeApp resource, NoKubeAppStatus status) {
        NoKubeApp patch = new NoKubeApp();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
