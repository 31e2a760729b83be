package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.identity.Caller;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterFailedException;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.cluster.WriteOutcome.Done;
import io.nokube.monitor.cluster.WriteOutcome.Failed;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.monitor.diff.Differ;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.revision.RevisionHistory;
import io.nokube.monitor.status.AppOutline;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The apps as a caller may see and change them.
///
/// A change reads the app, changes it and writes it back if it is still the same, so that nothing that somebody else
/// changes meanwhile is lost.
@ApplicationScoped
public class AppStore {
    /// The field manager of everything that a REST caller asked for.
    static final String MANAGER = "nokube-api";

    private static final int ATTEMPTS = 8;

    private final ClusterReader reader;
    private final ClusterWriter cluster;
    private final Informers informers;
    private final PlatformPolicy policy;

    public AppStore(ClusterReader reader, ClusterWriter cluster, Informers informers, PlatformPolicy policy) {
        this.reader = reader;
        this.cluster = cluster;
        this.informers = informers;
        this.policy = policy;
    }

    /// The app with this id.
    ///
    /// @throws ProblemException 404 where there is none, or none of the caller's
    public NoKubeApp find(Caller caller, String id) {
        return present(caller, id).orElseThrow(ProblemException::notFound);
    }

    /// The app with this id; empty where there is none, or none of the caller's.
    public Optional<NoKubeApp> present(Caller caller, String id) {
        requireCaches();
        return informers
                .appByUid(id)
                .filter(app -> isVisible(caller, app.getMetadata().getNamespace()));
    }

    List<AppOutline> visible(Caller caller) {
        requireCaches();
        return informers
                .outlines()
                .filter(app -> isVisible(caller, app.namespace()))
                .toList();
    }

    private boolean isVisible(Caller caller, String namespace) {
        Tenant tenant = informers.tenant(namespace);
        return caller.isAdmin() || tenant.owned() && caller.username().equals(tenant.user());
    }

    String projectName(AppOutline app) {
        return informers.tenant(app.namespace()).project();
    }

    /// Empty where the app is gone.
    Optional<DeploymentView> view(AppOutline app) {
        return informers
                .app(app.namespace(), app.name())
                .filter(found -> found.getMetadata().getUid().equals(app.uid()))
                .map(this::view);
    }

    public DeploymentView view(NoKubeApp app) {
        return DeploymentView.of(app, snapshot(app), policy);
    }

    /// What is known of an app that was just written to a namespace which may be too new to have been seen.
    DeploymentView view(NoKubeApp app, Tenant tenant) {
        return DeploymentView.of(app, snapshot(app).in(tenant), policy);
    }

    public ClusterSnapshot snapshot(NoKubeApp app) {
        informers.awaitSecrets(app);
        return informers.snapshot(
                app.getMetadata().getNamespace(), app.getMetadata().getName());
    }

    public Optional<NoKubeApp> current(String namespace, String name) {
        return reader.app(namespace, name);
    }

    /// Makes an app that is not there.
    NoKubeApp create(NoKubeApp app) {
        NoKubeApp made = written(cluster.apply(app, MANAGER));
        informers.awaitApp(made);
        return made;
    }

    /// What the API server would make of `app`, and does not.
    NoKubeApp validate(NoKubeApp app) {
        return written(cluster.dryRun(app, MANAGER));
    }

    /// What the API server would make of the change of an app, and does not.
    NoKubeApp validateChange(NoKubeApp changed) {
        return written(cluster.dryRunChange(changed, MANAGER));
    }

    /// Whether the API server accepts what an app is to own.
    ///
    /// @throws ProblemException 422 where it does not
    <T extends HasMetadata> T validateChild(T object) {
        WriteOutcome<T> outcome = cluster.dryRun(object, Differ.MANAGER);
        if (outcome instanceof Refused<T> refused && !refused.isNamespaceGoing()) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE, "The cluster does not accept it: " + refused.message());
        }
        return written(outcome);
    }

    /// Changes the app that was `seen`.
    ///
    /// @throws ProblemException 404 where it is gone; 400 or 422 where the API server does not accept the change
    public NoKubeApp change(NoKubeApp seen, Consumer<NoKubeApp> change) {
        String namespace = seen.getMetadata().getNamespace();
        for (int attempt = 1; ; attempt++) {
            NoKubeApp present = reader.app(namespace, seen.getMetadata().getName())
                    .filter(app ->
                            app.getMetadata().getUid().equals(seen.getMetadata().getUid()))
                    .filter(app -> !app.isMarkedForDeletion())
                    .orElseThrow(ProblemException::notFound);
            NoKubeApp changed = Serialization.clone(present);
            change.accept(changed);
            supersede(present, changed);
            WriteOutcome<NoKubeApp> outcome = cluster.change(changed, MANAGER);
            boolean wasChanged =
                    outcome instanceof Refused<NoKubeApp> refused && refused.code() == HttpURLConnection.HTTP_CONFLICT;
            if (!wasChanged || attempt == ATTEMPTS) {
                NoKubeApp stored = written(outcome);
                informers.awaitApp(stored);
                return stored;
            }
        }
    }

    /// Where `changed` is another release, keeps the one that it takes the place of, if nobody got round to that, and
    /// gives it the next number: whoever deploys was told that there is this revision, also where the next deploy
    /// comes before the operator has looked.
    private void supersede(NoKubeApp present, NoKubeApp changed) {
        Release before = Release.of(present);
        Release after = Release.of(changed);
        if (!before.hash().equals(after.hash()) && after.isWithin(before)) {
            after = stored(changed).map(Release::of).orElse(before);
        }
        if (before.hash().equals(after.hash())) {
            return;
        }
        ClusterSnapshot seen = snapshot(present);
        AppModel app = DeploymentView.model(present, seen, policy);
        RevisionHistory history = new RevisionHistory(seen.revisions(), app.promisedRevision());
        if (!app.paused()) {
            history.missing(app, before).ifPresent(revision -> written(cluster.apply(revision, Differ.MANAGER)));
        }
        Map<String, String> annotations = new LinkedHashMap<>(
                Optional.ofNullable(changed.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.put(AppModelFactory.PROMISED_REVISION, String.valueOf(history.numberAfter(before, after)));
        changed.getMetadata().setAnnotations(annotations);
    }

    /// What the API server would make of `changed`, the schema's defaults in it. Empty where it would not take it: the
    /// change itself will show that.
    private Optional<NoKubeApp> stored(NoKubeApp changed) {
        return cluster.dryRunChange(changed, MANAGER) instanceof Done<NoKubeApp> done
                ? Optional.of(done.object())
                : Optional.empty();
    }

    /// Removes the app; what it owns goes with it.
    void delete(NoKubeApp app) {
        written(cluster.delete(app));
    }

    void requireCaches() {
        if (!informers.isComplete()) {
            throw new ClusterUnavailableException(
                    "The Kubernetes API server has not answered yet", new IllegalStateException("No caches yet"));
        }
    }

    static <T extends HasMetadata> T written(WriteOutcome<T> outcome) {
        return switch (outcome) {
            case Done<T> done -> done.object();
            case Failed<T> failed -> throw new ClusterFailedException(failed);
            case Refused<T> refused
            when refused.isNamespaceGoing() ->
                throw new ProblemException(
                        ProblemType.CONFLICT, "The project's namespace is being deleted. Try again in a minute.");
            case Refused<T> refused
            when !refused.causes().isEmpty() -> throw new ProblemException(FieldNames.errors(refused.causes()));
            case Refused<T> refused -> throw new ProblemException(ProblemType.UNPROCESSABLE, refused.message());
        };
    }
}
