package io.nokube.monitor.status;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.nokube.crd.Condition;
import io.nokube.crd.Endpoint;
import io.nokube.crd.Exposure;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.desired.Labels;
import io.nokube.monitor.desired.PodPart;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.revision.RevisionHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What to say about an app after it was looked at and its plan was carried out.
public final class StatusReducer {
    private static final String DIGEST = "@sha256:";

    private static final List<String> KEPT = List.of(
            Conditions.AVAILABLE,
            Conditions.ROLLOUT_COMPLETE,
            Conditions.PAUSED,
            Conditions.DRIFTED,
            Conditions.AUTOSCALING,
            Conditions.ENDPOINT_READY,
            Conditions.CERTIFICATE_READY);

    private StatusReducer() {}

    /// @param refused what the API server did not accept of the plan
    public static NoKubeAppStatus reduce(
            NoKubeApp resource,
            AppModel app,
            Release release,
            ClusterSnapshot cluster,
            Plan plan,
            Optional<Finding> refused,
            Instant now) {
        Deployment workload = cluster.workload(app.name(), app.uid()).orElse(null);
        boolean isChanging = plan.changes(new ObjectKey("Deployment", app.name()));
        NoKubeAppStatus before = resource.getStatus();
        Rollout rollout = Rollout.of(app, workload, isChanging, isSettled(before, app), cluster.pods());
        Optional<Finding> obstacle = refused.or(() -> conflict(plan)).or(() -> hostTaken(resource, cluster));
        long revision = new RevisionHistory(cluster.revisions(), app.promisedRevision()).numberOf(release);
        Optional<CertificateDiagnosis.Verdict> certificate = CertificateDiagnosis.of(app, before, cluster, now);
        String note = note(resource, app, release) + note(certificate);
        Conditions conditions = conditions(before, app, rollout, obstacle, note, now);
        drift(conditions, before, Drift.of(app, before, plan, cluster));
        Surroundings.add(conditions, app, resource.getSpec(), cluster);
        certificate.ifPresent(
                verdict -> conditions.add(Conditions.CERTIFICATE_READY, verdict.status(), verdict.finding()));
        return new NoKubeAppStatus(
                app.generation(),
                conditions.list(),
                rollout.total(),
                rollout.ready(),
                selector(app),
                app.externalUrl().orElse(null),
                endpoints(app),
                image(app, rollout),
                revision,
                rollout.isComplete() && rollout.wanted() > 0 ? Long.valueOf(revision) : lastGood(before));
    }

    private static @Nullable Long lastGood(@Nullable NoKubeAppStatus before) {
        return before == null ? null : before.lastGoodRevision();
    }

    /// What was put back last is kept in the message, since putting back takes less than a second.
    private static void drift(Conditions conditions, @Nullable NoKubeAppStatus before, Optional<Finding> drift) {
        Finding last = Optional.ofNullable(before)
                .flatMap(status -> Conditions.find(status.conditions(), Conditions.DRIFTED))
                .filter(condition -> condition.reason().equals(Reason.PUT_BACK.word()))
                .map(condition -> new Finding(Reason.PUT_BACK, condition.message()))
                .orElse(new Finding(Reason.NO_DRIFT, "Nobody has changed what the app owns."));
        conditions.add(Conditions.DRIFTED, drift.isPresent() ? Condition.TRUE : Condition.FALSE, drift.orElse(last));
    }

    private static Optional<Finding> hostTaken(NoKubeApp resource, ClusterSnapshot cluster) {
        if (cluster.hostTaken() == null) {
            return Optional.empty();
        }
        Exposure exposure = resource.getSpec().exposure();
        String host = exposure == null || exposure.host() == null ? "The app's host" : exposure.host();
        return Optional.of(new Finding(
                Reason.HOST_TAKEN, host + " is another app's already, under the same path. No Ingress was made."));
    }

    /// What people should know although all is well.
    private static String note(NoKubeApp resource, AppModel app, Release release) {
        boolean asksForMore = resource.getSpec().autoscaling() != null
                || Objects.requireNonNullElse(resource.getSpec().replicas(), 0) > 1;
        String single =
                app.recreates() && asksForMore ? " One pod runs, since only one node at a time mounts its volume." : "";
        return single
                + RolledBack.read(resource, release).map(text -> " " + text).orElse("");
    }

    /// An app that runs is ready even so: what is wrong is said beside it.
    private static String note(Optional<CertificateDiagnosis.Verdict> certificate) {
        return certificate
                .filter(verdict -> verdict.status().equals(Condition.FALSE))
                .map(verdict -> " " + verdict.finding().message())
                .orElse("");
    }

    /// The status of an app that could not be looked at to the end: as it was, and that it failed.
    public static NoKubeAppStatus failed(NoKubeApp resource, String message, Instant now) {
        NoKubeAppStatus before = resource.getStatus();
        Finding finding = new Finding(Reason.RECONCILE_FAILED, message);
        Conditions conditions = new Conditions(
                before == null ? null : before.conditions(),
                Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
                now);
        List<Condition> list = new ArrayList<>(conditions
                .add(Conditions.READY, Condition.FALSE, finding)
                .add(Conditions.RECONCILED, Condition.FALSE, finding)
                .list());
        if (before == null) {
            return new NoKubeAppStatus(
                    resource.getMetadata().getGeneration(), list, 0, 0, null, null, null, null, null, null);
        }
        for (String kept : KEPT) {
            Conditions.find(before.conditions(), kept).ifPresent(list::add);
        }
        return new NoKubeAppStatus(
                resource.getMetadata().getGeneration(),
                list,
                before.replicas(),
                before.readyReplicas(),
                before.selector(),
                before.url(),
                before.endpoints(),
                before.image(),
                before.revision(),
                before.lastGoodRevision());
    }

    private static boolean isSettled(@Nullable NoKubeAppStatus before, AppModel app) {
        return before != null
                && Conditions.find(before.conditions(), Conditions.ROLLOUT_COMPLETE)
                        .filter(condition -> condition.status().equals(Condition.TRUE))
                        .filter(condition -> Objects.equals(condition.observedGeneration(), app.generation()))
                        .isPresent();
    }

    private static Conditions conditions(
            @Nullable NoKubeAppStatus before,
            AppModel app,
            Rollout rollout,
            Optional<Finding> obstacle,
            String note,
            Instant now) {
        Conditions conditions = new Conditions(before == null ? null : before.conditions(), app.generation(), now);
        Finding progress = progress(rollout);
        boolean isReady = rollout.isComplete() && app.replicas() > 0;
        boolean reports = obstacle.isEmpty() && isReady;
        conditions.add(
                Conditions.READY, reports ? Condition.TRUE : Condition.FALSE, obstacle.orElse(with(progress, note)));
        reconciled(conditions, app, obstacle);
        conditions.add(
                Conditions.AVAILABLE, rollout.available() > 0 ? Condition.TRUE : Condition.FALSE, available(rollout));
        conditions.add(Conditions.ROLLOUT_COMPLETE, rollout.isComplete() ? Condition.TRUE : Condition.FALSE, progress);
        if (app.paused()) {
            conditions.add(Conditions.PAUSED, Condition.TRUE, pausedFinding());
        }
        return conditions;
    }

    private static Finding with(Finding finding, String note) {
        return new Finding(finding.reason(), finding.message() + note);
    }

    private static void reconciled(Conditions conditions, AppModel app, Optional<Finding> obstacle) {
        if (app.paused()) {
            conditions.add(Conditions.RECONCILED, Condition.UNKNOWN, pausedFinding());
        } else {
            conditions.add(
                    Conditions.RECONCILED,
                    obstacle.isEmpty() ? Condition.TRUE : Condition.FALSE,
                    obstacle.orElse(new Finding(Reason.APPLIED, "Everything is there as the spec asks for it.")));
        }
    }

    private static Finding progress(Rollout rollout) {
        if (rollout.isStopped()) {
            return new Finding(Reason.STOPPED, "The app is stopped: replicas is 0.");
        }
        String count = rollout.available() + " of " + rollout.wanted() + " pods are ready";
        return rollout.isComplete()
                ? new Finding(Reason.ROLLED_OUT, count + ".")
                : rollout.trouble().orElse(new Finding(Reason.ROLLING_OUT, waiting(rollout, count)));
    }

    private static String waiting(Rollout rollout, String count) {
        if (!rollout.isCurrent()) {
            return "The cluster has not yet taken up the change.";
        }
        return rollout.updated() < rollout.total() ? count + ", pods of the previous release among them." : count + ".";
    }

    private static Finding available(Rollout rollout) {
        if (rollout.available() > 0) {
            return new Finding(Reason.AVAILABLE, "Pods are ready for requests.");
        }
        return rollout.isStopped()
                ? new Finding(Reason.STOPPED, "The app is stopped: replicas is 0.")
                : new Finding(Reason.NO_POD_READY, "No pod is ready for requests.");
    }

    private static Finding pausedFinding() {
        return new Finding(Reason.PAUSED, "The app is paused: what it owns is left as it is.");
    }

    private static Optional<Finding> conflict(Plan plan) {
        if (plan.refusals().isEmpty()) {
            return Optional.empty();
        }
        String message = plan.refusals().stream()
                .map(refusal -> refusal.key() + " exists and " + refusal.message())
                .collect(Collectors.joining("; "));
        return Optional.of(new Finding(Reason.CONFLICT, message + ". It is left alone."));
    }

    private static String selector(AppModel app) {
        return Labels.selector(app).entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }

    private static List<Endpoint> endpoints(AppModel app) {
        List<Endpoint> endpoints = new ArrayList<>();
        app.externalUrl().ifPresent(url -> endpoints.add(new Endpoint("http", Endpoint.EXTERNAL, url)));
        app.internalUrl().ifPresent(url -> endpoints.add(new Endpoint("http", Endpoint.INTERNAL, url)));
        return endpoints;
    }

    /// By digest as soon as a node has said which one it runs.
    private static String image(AppModel app, Rollout rollout) {
        return rollout.pods().stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .filter(container -> PodPart.CONTAINER.equals(container.getName()))
                .map(ContainerStatus::getImageID)
                .filter(id -> id != null && id.contains(DIGEST))
                .map(id -> id.substring(id.indexOf("://") < 0 ? 0 : id.indexOf("://") + 3))
                .findFirst()
                .orElse(app.image());
    }
}
