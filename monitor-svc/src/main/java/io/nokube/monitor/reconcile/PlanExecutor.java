package io.nokube.monitor.reconcile;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.cluster.ClusterFailedException;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.cluster.WriteOutcome.Done;
import io.nokube.monitor.cluster.WriteOutcome.Failed;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.monitor.desired.IngressManifest;
import io.nokube.monitor.diff.Differ;
import io.nokube.monitor.observed.ObjectKey;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.plan.Takeover;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.status.Finding;
import io.nokube.monitor.status.Reason;
import io.nokube.monitor.status.RolledBack;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// Carries plans out: the only writer of what apps own.
@ApplicationScoped
public class PlanExecutor {
    /// Owns the number of pods from when NoKube lets go of it until the autoscaler takes it up.
    private static final String HAND_OVER = "nokube-handover";

    private static final int UNPROCESSABLE = 422;
    private static final Set<String> FOLLOWED =
            Set.of("Deployment", "Service", "Ingress", "ServiceAccount", "NetworkPolicy", "PodDisruptionBudget");
    private static final Logger LOG = Logger.getLogger(PlanExecutor.class);

    private final ClusterWriter cluster;
    private final ClusterReader reader;
    private final Executor workers;

    @Inject
    public PlanExecutor(ClusterWriter cluster, ClusterReader reader) {
        this(cluster, reader, Thread::startVirtualThread);
    }

    /// @param workers for what is done at the same time
    public PlanExecutor(ClusterWriter cluster, ClusterReader reader, Executor workers) {
        this.cluster = cluster;
        this.reader = reader;
        this.workers = workers;
    }

    /// Does all of `plan` that can be done.
    ///
    /// @return the first thing that the API server did not accept
    public Optional<Finding> execute(String namespace, Plan plan) {
        Optional<Finding> refused = Optional.empty();
        for (List<Action> step : plan.steps()) {
            Optional<Finding> finding =
                    step.size() == 1 ? execute(namespace, step.getFirst()) : together(namespace, step);
            refused = refused.or(() -> finding);
        }
        return refused;
    }

    /// Comes back when all of it is done, also where one fails: no write is under way after the pass.
    private Optional<Finding> together(String namespace, List<Action> step) {
        Map<String, Object> logged = MDC.getMap();
        List<CompletableFuture<Optional<Finding>>> running = step.stream()
                .map(action -> CompletableFuture.supplyAsync(
                        () -> execute(namespace, action),
                        work -> workers.execute(() -> {
                            logged.forEach(MDC::put);
                            work.run();
                        })))
                .toList();
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        }
        return running.stream().flatMap(finding -> finding.join().stream()).findFirst();
    }

    private Optional<Finding> execute(String namespace, Action action) {
        return switch (action) {
            case Action.Apply apply -> foreign(apply).or(() -> apply(namespace, action, apply.object()));
            case Action.Clear clear -> cleared(clear.object(), cluster.clear(clear.object(), clear.fields()));
            case Action.HandOver handOver -> handOver(handOver);
            case Action.RevertSpec revert -> Optional.empty(); // Only ever carried out alone, by #revert.
            case Action.RecordRevision revision -> apply(namespace, action, revision.revision());
            case Action.Delete delete -> {
                LOG.infof("Removed %s from %s", ObjectKey.of(delete.object()), namespace);
                yield finding(delete.object(), cluster.delete(delete.object()));
            }
            case Action.Refuse refuse -> Optional.empty();
        };
    }

    /// Changes the app itself back to an earlier release; where it was changed meanwhile, that is what counts.
    public void revert(NoKubeApp resource, Action.RevertSpec revert) {
        NoKubeApp changed = Serialization.clone(resource);
        NoKubeAppSpec spec = Release.restore(revert.to(), resource.getSpec());
        changed.setSpec(spec);
        Map<String, String> annotations = new TreeMap<>(
                Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of()));
        var note = RolledBack.annotation(revert.from(), revert.why(), Release.of(changed));
        annotations.put(note.getKey(), note.getValue());
        changed.getMetadata().setAnnotations(annotations);
        String namespace = resource.getMetadata().getNamespace();
        switch (cluster.change(changed, Differ.MANAGER)) {
            case Done<NoKubeApp> done -> LOG.warnf("In %s: %s", namespace, revert.describe());
            case Refused<NoKubeApp> refused -> LOG.warnf("In %s: no rollback: %s", namespace, refused.message());
            case Failed<NoKubeApp> failed -> throw new ClusterFailedException(failed);
        }
    }

    /// Has a Secret that an app reads followed from now on.
    ///
    /// @return whether there is such a Secret
    public boolean follow(String namespace, String secret) {
        Secret named = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(secret)
                .endMetadata()
                .build();
        return cluster.label(named, Map.of(Informers.WATCHED, "true")) instanceof WriteOutcome.Done<Secret>;
    }

    /// The app's certificate as cert-manager has it; empty also where nobody may look.
    public Optional<HasMetadata> certificate(AppModel app) {
        try {
            return reader.certificate(app.namespace(), IngressManifest.certificate(app));
        } catch (KubernetesClientException e) {
            LOG.debugf("In %s: the certificate cannot be looked at: %s", app.namespace(), e.getMessage());
            return Optional.empty();
        }
    }

    /// Says in the app's own events what has become of it.
    public void announce(Event event) {
        if (cluster.create(event) instanceof Refused<Event> refused) {
            LOG.debugf("An event was refused: %s", refused.message());
        }
    }

    /// Kinds that are not followed as a whole have to be asked for before they are made.
    private Optional<Finding> foreign(Action.Apply apply) {
        HasMetadata object = apply.object();
        if (!apply.changes().isEmpty() || FOLLOWED.contains(object.getKind())) {
            return Optional.empty();
        }
        return reader.find(object)
                .filter(found -> !isOurs(found, object))
                .map(found -> new Finding(
                        Reason.CONFLICT,
                        ObjectKey.of(object) + " exists and was not made by NoKube. It is left alone."));
    }

    private static boolean isOurs(HasMetadata found, HasMetadata wanted) {
        Map<String, String> annotations =
                Optional.ofNullable(found.getMetadata().getAnnotations()).orElse(Map.of());
        Map<String, String> labels =
                Optional.ofNullable(found.getMetadata().getLabels()).orElse(Map.of());
        return "true".equals(annotations.get(Takeover.ADOPT))
                || labels.entrySet()
                        .containsAll(wanted.getMetadata().getLabels().entrySet());
    }

    private Optional<Finding> handOver(Action.HandOver handOver) {
        Deployment observed = handOver.workload();
        Deployment part = new DeploymentBuilder()
                .withNewMetadata()
                .withName(observed.getMetadata().getName())
                .withNamespace(observed.getMetadata().getNamespace())
                .endMetadata()
                .withNewSpec()
                .withReplicas(handOver.replicas())
                .endSpec()
                .build();
        return finding(part, cluster.apply(part, HAND_OVER));
    }

    private Optional<Finding> apply(String namespace, Action action, HasMetadata object) {
        Optional<Finding> finding = finding(object, cluster.apply(object, Differ.MANAGER));
        if (finding.isEmpty()) {
            LOG.infof("In %s: %s", namespace, action.describe());
        }
        return finding;
    }

    private static Optional<Finding> finding(HasMetadata object, WriteOutcome<?> outcome) {
        return switch (outcome) {
            case Done<?> done -> Optional.empty();
            case Refused<?> refused when refused.code() == HttpURLConnection.HTTP_CONFLICT -> throw changed(object);
            case Refused<?> refused -> Optional.of(refused(object, refused));
            case Failed<?> failed -> {
                LOG.warnf("The API server could not write %s: %s", ObjectKey.of(object), failed.message());
                yield Optional.of(new Finding(
                        Reason.CLUSTER_FAILED,
                        "The cluster cannot write %s just now: %s".formatted(ObjectKey.of(object), failed.message())));
            }
        };
    }

    /// Fields are only taken out of an object that is as it was seen: where it no longer is, the API server answers 422
    /// without naming a field (apimachinery, the JSON patch of its `patch` handler), or that it is gone.
    private static Optional<Finding> cleared(HasMetadata object, WriteOutcome<?> outcome) {
        if (outcome instanceof Refused<?> refused) {
            boolean isChanged = refused.code() == HttpURLConnection.HTTP_NOT_FOUND
                    || refused.code() == UNPROCESSABLE && refused.causes().isEmpty();
            if (isChanged) {
                throw changed(object);
            }
        }
        return finding(object, outcome);
    }

    /// The next pass, which comes soon, sees what it has become.
    private static ClusterUnavailableException changed(HasMetadata object) {
        return new ClusterUnavailableException(ObjectKey.of(object) + " was changed at the same time", null);
    }

    private static Finding refused(HasMetadata object, Refused<?> refused) {
        LOG.warnf("The API server refused %s: %s", ObjectKey.of(object), refused.message());
        boolean isQuota = refused.code() == HttpURLConnection.HTTP_FORBIDDEN
                && refused.message().contains("exceeded quota");
        return new Finding(isQuota ? Reason.QUOTA_EXCEEDED : Reason.INVALID_SPEC, refused.message());
    }
}
