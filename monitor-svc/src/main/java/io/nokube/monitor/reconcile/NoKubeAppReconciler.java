package io.nokube.monitor.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.monitor.desired.DesiredSet;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.plan.Planner;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.status.Finding;
import io.nokube.monitor.status.StatusReducer;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One pass over one app: what is there, what should be, what is to be done, do it, say what is the case.
///
/// When a pass fails it is repeated for as long as it takes, at growing intervals.
@ControllerConfiguration(name = NoKubeAppReconciler.NAME, fieldManager = "nokube-status")
@GradualRetry(maxAttempts = -1, initialInterval = 500, intervalMultiplier = 2, maxInterval = 15_000)
public class NoKubeAppReconciler implements Reconciler<NoKubeApp> {
    static final String NAME = "nokubeapp";
    /// What the API server refuses may be accepted later without any event: a quota was raised, a webhook repaired.
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    private final Informers informers;
    private final PlanExecutor executor;
    private final PlatformPolicy policy;
    private final Leadership leadership;
    private final Clock clock;

    public NoKubeAppReconciler(
            Informers informers, PlanExecutor executor, PlatformPolicy policy, Leadership leadership, Clock clock) {
        this.informers = informers;
        this.executor = executor;
        this.policy = policy;
        this.leadership = leadership;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, NoKubeApp>> prepareEventSources(EventSourceContext<NoKubeApp> context) {
        return leadership.addTo(informers.prepare(context), context);
    }

    @Override
    public UpdateControl<NoKubeApp> reconcile(NoKubeApp resource, Context<NoKubeApp> context) {
        String namespace = resource.getMetadata().getNamespace();
        boolean isGoing = resource.isMarkedForDeletion() || informers.isGoing(namespace);
        if (!leadership.isHeld() || isGoing) {
            return UpdateControl.noUpdate();
        }
        ClusterSnapshot cluster =
                informers.snapshot(namespace, resource.getMetadata().getName());
        AppModel app = AppModelFactory.from(resource, cluster.tenant(), policy);
        Release release = Release.of(resource.getSpec());
        DesiredSet desired = DesiredResources.of(app);
        Plan plan = Planner.plan(app, release, desired, cluster);
        Optional<Finding> refused = executor.execute(namespace, plan);
        NoKubeAppStatus status = StatusReducer.reduce(resource, app, release, cluster, plan, refused, clock.instant());
        UpdateControl<NoKubeApp> result = status.equals(resource.getStatus())
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(withStatus(resource, status));
        return refused.isEmpty() ? result : result.rescheduleAfter(AFTER_REFUSAL);
    }

    /// While the API server is away there is nowhere to say so; every other failure is said in the app itself.
    @Override
    public ErrorStatusUpdateControl<NoKubeApp> updateErrorStatus(
            NoKubeApp resource, Context<NoKubeApp> context, Exception e) {
        if (isClusterAway(e) || isGone(e)) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
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

    /// The operator SDK wraps what a pass throws.
    private static boolean isClusterAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClusterUnavailableException) {
                return true;
            }
        }
        return false;
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
