package io.nokube.monitor.deploy;

import io.nokube.crd.Defaults;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.identity.Caller;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.revision.RevisionHistory;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What can be done with an app that was deployed. Each is a change of its spec and nothing else.
@ApplicationScoped
public class Lifecycle {
    /// How many pods ran before the app was stopped.
    static final String BEFORE_STOP = "nokube.io/replicas-before-stop";

    private final AppStore apps;
    private final PlatformPolicy policy;
    private final Clock clock;

    public Lifecycle(AppStore apps, PlatformPolicy policy, Clock clock) {
        this.apps = apps;
        this.policy = policy;
        this.clock = clock;
    }

    /// @throws ProblemException 409 where an autoscaler decides, 422 where the volume allows one pod only
    public DeploymentView scale(Caller caller, String id, int replicas) {
        NoKubeApp app = apps.find(caller, id);
        AppModel model = DeploymentView.model(app, apps.snapshot(app), policy);
        if (replicas > 0 && app.getSpec().autoscaling() != null && !model.recreates()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The autoscaler decides how many pods run. Deploy with other min_replicas and max_replicas, or"
                            + " without enable_autoscaling.");
        }
        if (replicas > 1 && model.recreates()) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "The app's volume can be mounted by one node at a time, so only one pod can run.");
        }
        return change(app, present -> replicas(present, replicas));
    }

    public DeploymentView restart(Caller caller, String id) {
        Instant now = clock.instant();
        return change(apps.find(caller, id), app -> restarted(app, now));
    }

    public DeploymentView stop(Caller caller, String id) {
        return change(apps.find(caller, id), app -> replicas(app, 0));
    }

    /// As many pods as before it was stopped; nothing where it runs.
    public DeploymentView start(Caller caller, String id) {
        return change(apps.find(caller, id), app -> {
            if (present(app) == 0) {
                String before = annotations(app).getOrDefault(BEFORE_STOP, "");
                int wanted = before.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(before) : defaultReplicas(app);
                replicas(app, wanted);
            }
        });
    }

    /// @throws ProblemException 400 naming the revisions that there are, where `revision` is none of them
    public DeploymentView rollback(Caller caller, String id, long revision) {
        NoKubeApp app = apps.find(caller, id);
        ClusterSnapshot cluster = apps.snapshot(app);
        RevisionHistory history = new RevisionHistory(cluster.revisions());
        var kept = history.find(revision).orElseThrow(() -> unknown(history));
        DeploymentView view = change(app, present -> present.setSpec(Release.restore(kept, present.getSpec())));
        boolean hadOthers = !Release.secrets(kept.getMetadata()).equals(secrets(app, cluster));
        return hadOthers ? view.with(List.of(secretsStay(revision))) : view;
    }

    public Revisions revisions(Caller caller, String id) {
        NoKubeApp app = apps.find(caller, id);
        return Revisions.of(app, new RevisionHistory(apps.snapshot(app).revisions()));
    }

    private String secrets(NoKubeApp app, ClusterSnapshot cluster) {
        String deployed = Release.secrets(app.getMetadata());
        return deployed.isEmpty() ? DeploymentView.model(app, cluster, policy).secretsHash() : deployed;
    }

    private static Warning secretsStay(long revision) {
        return new Warning(
                "revision",
                "Revision " + revision + " had other secrets, whose values are not kept: the secrets stay as they are."
                        + " Deploy with secrets to change them.");
    }

    /// Has the pods of `app` replaced.
    static void restarted(NoKubeApp app, Instant now) {
        NoKubeAppSpec spec = app.getSpec();
        app.setSpec(
                with(spec, spec.replicas(), now.truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    private static void replicas(NoKubeApp app, int replicas) {
        Map<String, String> annotations = new LinkedHashMap<>(annotations(app));
        if (replicas == 0 && present(app) > 0) {
            annotations.put(BEFORE_STOP, String.valueOf(present(app)));
        } else if (replicas > 0) {
            annotations.remove(BEFORE_STOP);
        }
        app.getMetadata().setAnnotations(annotations);
        NoKubeAppSpec spec = app.getSpec();
        app.setSpec(with(spec, replicas, spec.restartedAt()));
    }

    private DeploymentView change(NoKubeApp app, Consumer<NoKubeApp> change) {
        return apps.view(apps.change(app, change));
    }

    private static int present(NoKubeApp app) {
        return Objects.requireNonNullElse(app.getSpec().replicas(), Defaults.REPLICAS);
    }

    private int defaultReplicas(NoKubeApp app) {
        return DeploymentView.model(app, apps.snapshot(app), policy).recreates() ? 1 : Defaults.REPLICAS;
    }

    private static Map<String, String> annotations(NoKubeApp app) {
        return Optional.ofNullable(app.getMetadata().getAnnotations()).orElse(Map.of());
    }

    private static ProblemException unknown(RevisionHistory history) {
        String known = String.join(
                ", ",
                history.revisions().stream()
                        .map(kept -> String.valueOf(kept.getRevision()))
                        .toList());
        return new ProblemException(List.of(new FieldError("revision", "must be one of the revisions kept: " + known)));
    }

    private static NoKubeAppSpec with(NoKubeAppSpec spec, @Nullable Integer replicas, @Nullable String restartedAt) {
        return new NoKubeAppSpec(
                spec.image(),
                spec.type(),
                replicas,
                spec.containerPort(),
                spec.servicePort(),
                spec.exposure(),
                spec.resources(),
                spec.env(),
                spec.secretRefs(),
                spec.healthCheck(),
                spec.storage(),
                spec.autoscaling(),
                spec.rollback(),
                spec.command(),
                spec.args(),
                spec.paused(),
                restartedAt);
    }
}
