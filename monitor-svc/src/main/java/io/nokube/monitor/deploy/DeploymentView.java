package io.nokube.monitor.deploy;

import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppStatus;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.revision.RevisionHistory;
import io.nokube.monitor.status.AppOutline;
import io.nokube.monitor.status.Conditions;
import io.nokube.monitor.status.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An app as the REST API shows it, with nothing in it that does not come from the cluster.
///
/// @param projectId null for an app in a namespace that NoKube did not make
/// @param error what went wrong and what to do about it; null where nothing did
/// @param warnings what is likely to go wrong, in the answer to a deploy; empty elsewhere
@Schema(name = "Deployment")
public record DeploymentView(
        @Schema(examples = "7d9f0c52-3b0e-4c57-9f0e-2f7d2a6f1c11")
        String deploymentId,

        @Schema(examples = "3") long revision,
        @Schema(nullable = true, examples = "1") @Nullable Long projectId,
        @Schema(examples = "myapp") String projectName,
        @Schema(examples = "frontend") String serviceName,
        @Schema(examples = "testuser-myapp") String namespace,

        @Schema(
                enumeration = {PENDING, DEPLOYING, RUNNING, FAILED, STOPPED},
                examples = RUNNING)
        String status,

        @Schema(examples = "ghcr.io/amzhm/testuser-myapp-frontend:latest")
        String imageName,

        int replicasReady,
        int replicasTotal,

        @Schema(description = "Kinds of what it is made of", examples = "[\"Deployment\", \"Service\", \"Ingress\"]")
        List<String> manifestsGenerated,

        @Schema(nullable = true, description = "Where it is reached from outside") @Nullable
        String accessUrl,

        @Schema(nullable = true, examples = "http://frontend.testuser-myapp.svc:8000") @Nullable
        String internalUrl,

        Instant createdAt,
        Instant updatedAt,

        @Schema(nullable = true, description = "What went wrong and what to do about it") @Nullable
        Failure error,

        @Schema(description = "What is likely to go wrong; only in the answer to a deploy")
        List<Warning> warnings) {
    @SuppressWarnings("NullAway") // An answer that was kept by an earlier version has none.
    public DeploymentView {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    public static final String PENDING = "pending";
    public static final String DEPLOYING = "deploying";
    public static final String RUNNING = "running";
    public static final String FAILED = "failed";
    public static final String STOPPED = "stopped";
    static final List<String> STATUSES = List.of(PENDING, DEPLOYING, RUNNING, FAILED, STOPPED);

    /// Why a deployment does not run.
    @Schema(name = "DeploymentError")
    public record Failure(
            @Schema(
                    enumeration = {
                        "image_pull",
                        "crash_loop",
                        "unschedulable",
                        "probe_failing",
                        "quota_exceeded",
                        "invalid_spec",
                        "out_of_memory",
                        "progress_deadline",
                        "conflict",
                        "unknown"
                    })
            String category,

            String message,
            String hint) {}

    static DeploymentView of(NoKubeApp resource, ClusterSnapshot cluster, PlatformPolicy policy) {
        AppModel app = model(resource, cluster, policy);
        NoKubeAppStatus seen = resource.getStatus();
        Optional<Condition> ready = Optional.ofNullable(seen)
                .filter(status -> Objects.requireNonNullElse(status.observedGeneration(), -1L) >= app.generation())
                .flatMap(status -> Conditions.find(status.conditions(), Conditions.READY));
        Instant created = Instant.parse(resource.getMetadata().getCreationTimestamp());
        return new DeploymentView(
                app.uid(),
                new RevisionHistory(cluster.revisions(), app.promisedRevision()).numberOf(Release.of(resource)),
                AppOutline.projectId(resource),
                cluster.tenant().project(),
                app.name(),
                app.namespace(),
                ready.map(DeploymentView::status).orElse(PENDING),
                app.image(),
                seen == null ? 0 : Objects.requireNonNullElse(seen.readyReplicas(), 0),
                app.replicas(),
                DesiredResources.of(app).kinds(),
                app.externalUrl().orElse(null),
                app.internalUrl().orElse(null),
                created,
                updated(resource, created),
                ready.flatMap(DeploymentView::failure)
                        .or(() -> ready.flatMap(condition -> uncertified(seen)))
                        .orElse(null),
                List.of());
    }

    DeploymentView with(List<Warning> found) {
        return new DeploymentView(
                deploymentId,
                revision,
                projectId,
                projectName,
                serviceName,
                namespace,
                status,
                imageName,
                replicasReady,
                replicasTotal,
                manifestsGenerated,
                accessUrl,
                internalUrl,
                createdAt,
                updatedAt,
                error,
                found);
    }

    static AppModel model(NoKubeApp resource, ClusterSnapshot cluster, PlatformPolicy policy) {
        var metadata = resource.getMetadata();
        return AppModelFactory.from(resource, ClusterFacts.of(cluster, metadata.getName(), metadata.getUid()), policy);
    }

    private static String status(Condition ready) {
        if (ready.status().equals(Condition.TRUE)) {
            return RUNNING;
        }
        Optional<Reason> reason = Reason.of(ready.reason());
        if (reason.filter(Reason.STOPPED::equals).isPresent()) {
            return STOPPED;
        }
        return reason.flatMap(Reason::category).isPresent() ? FAILED : DEPLOYING;
    }

    private static Optional<Failure> failure(Condition ready) {
        if (ready.status().equals(Condition.TRUE)) {
            return Optional.empty();
        }
        return Reason.of(ready.reason())
                .flatMap(reason ->
                        reason.category().map(category -> new Failure(category, ready.message(), reason.hint())));
    }

    /// What runs without its certificate runs, and says what is missing.
    private static Optional<Failure> uncertified(@Nullable NoKubeAppStatus status) {
        return status == null
                ? Optional.empty()
                : Conditions.find(status.conditions(), Conditions.CERTIFICATE_READY)
                        .filter(condition -> condition.status().equals(Condition.FALSE))
                        .flatMap(DeploymentView::failure);
    }

    /// The last time that anything about the app changed, as its conditions and its managers say.
    private static Instant updated(NoKubeApp resource, Instant created) {
        return resource.getMetadata().getManagedFields().stream()
                .map(entry -> entry.getTime() == null ? created : Instant.parse(entry.getTime()))
                .max(Instant::compareTo)
                .filter(time -> time.isAfter(created))
                .orElse(created);
    }
}
