package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.identity.Caller;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.status.AppOutline;
import io.nokube.monitor.status.Conditions;
import io.nokube.monitor.tenancy.Project;
import io.nokube.monitor.tenancy.TenantProvisioner;
import io.nokube.names.Naming;
import io.nokube.names.ProjectName;
import io.nokube.names.Username;
import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.nokube.problem.FieldError;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Deploying, and looking at what was deployed.
@ApplicationScoped
public class Deployments {
    private static final String DISPLAY_NAME = "nokube.io/display-name";
    private static final String DESCRIPTION = "nokube.io/description";
    private static final Comparator<AppOutline> NEWEST_FIRST =
            Comparator.comparing(Deployments::key).reversed();

    private final TenantProvisioner tenants;
    private final AppStore apps;
    private final Belongings belongings;
    private final PreFlight preFlight;
    private final PlatformPolicy policy;
    private final Clock clock;

    public Deployments(
            TenantProvisioner tenants,
            AppStore apps,
            Belongings belongings,
            PreFlight preFlight,
            PlatformPolicy policy,
            Clock clock) {
        this.tenants = tenants;
        this.apps = apps;
        this.belongings = belongings;
        this.preFlight = preFlight;
        this.policy = policy;
        this.clock = clock;
    }

    /// Writes the app that `request` asks for.
    public DeploymentView deploy(Caller caller, DeployRequest request) {
        Project project = project(caller, request);
        requireOnePodWithVolume(request);
        apps.requireCaches();
        Namespace provided = tenants.provide(project);
        Namespace home = Boolean.TRUE.equals(request.runAsRoot()) ? tenants.allowRoot(provided) : provided;
        NoKubeApp wanted = app(project, request);
        String namespace = wanted.getMetadata().getNamespace();
        Map<String, String> secrets = Objects.requireNonNullElse(request.secrets(), Map.of());
        if (!secrets.isEmpty()) {
            belongings.requireFree(namespace, wanted.getMetadata().getName());
        }
        NoKubeApp stored = apps.current(namespace, wanted.getMetadata().getName())
                .map(present -> change(present, wanted, request, secrets))
                .orElseGet(() -> create(wanted, secrets));
        Tenant tenant = Tenant.of(namespace, home.getMetadata().getLabels());
        ClusterSnapshot seen = apps.snapshot(stored).in(tenant);
        return apps.view(stored, tenant)
                .with(preFlight.warnings(DeploymentView.model(stored, seen, policy), seen, false));
    }

    private NoKubeApp create(NoKubeApp wanted, Map<String, String> secrets) {
        String namespace = wanted.getMetadata().getNamespace();
        String name = wanted.getMetadata().getName();
        if (secrets.isEmpty()) {
            return apps.create(wanted);
        }
        NoKubeApp valid = apps.validate(wanted);
        // Before the app, so that its first pods find it; and again once there is an owner.
        belongings.write(namespace, valid.getMetadata().getName(), secrets, null);
        NoKubeApp made = apps.create(wanted);
        belongings.write(namespace, name, secrets, made);
        return made;
    }

    private NoKubeApp change(NoKubeApp present, NoKubeApp wanted, DeployRequest request, Map<String, String> secrets) {
        String namespace = wanted.getMetadata().getNamespace();
        String name = wanted.getMetadata().getName();
        if (!secrets.isEmpty()) {
            belongings.write(namespace, name, secrets, present);
        }
        NoKubeApp stored = apps.change(present, app -> Merging.into(app, wanted, request));
        if (request.secrets() != null && secrets.isEmpty()) {
            belongings.delete(namespace, name);
        }
        return isTagDeployedAgain(present, stored, request) ? restart(stored) : stored;
    }

    /// A tag may point to another image by now. A rollout that is still under way pulls it anyway.
    private static boolean isTagDeployedAgain(NoKubeApp before, NoKubeApp after, DeployRequest request) {
        boolean isUnchanged = Objects.equals(
                before.getMetadata().getGeneration(), after.getMetadata().getGeneration());
        boolean isRolledOut = before.getStatus() != null
                && Conditions.find(before.getStatus().conditions(), Conditions.ROLLOUT_COMPLETE)
                        .filter(condition -> condition.status().equals(Condition.TRUE))
                        .isPresent();
        boolean isTag = !String.valueOf(request.imageName()).contains("@");
        return isUnchanged && isRolledOut && isTag && request.secrets() == null;
    }

    private NoKubeApp restart(NoKubeApp app) {
        return apps.change(app, present -> Lifecycle.restarted(present, clock.instant()));
    }

    public Page<DeploymentView> list(Caller caller, DeploymentFilter filter, Limit limit, @Nullable Cursor cursor) {
        // What has become of an app is worked out for those alone that are shown, or looked for by that.
        List<AppOutline> all = apps.visible(caller).stream()
                .filter(app -> filter.accepts(app.projectId(), apps.projectName(app)))
                .filter(app -> filter.status() == null
                        || apps.view(app).map(DeploymentView::status).equals(Optional.of(filter.status())))
                .sorted(NEWEST_FIRST)
                .toList();
        List<AppOutline> rest = all.stream()
                .filter(app -> cursor == null || key(app).compareTo(cursor.key()) < 0)
                .limit(limit.value() + 1L)
                .toList();
        List<AppOutline> shown = rest.subList(0, Math.min(rest.size(), limit.value()));
        String next = rest.size() > shown.size() ? new Cursor(key(shown.getLast())).encode() : null;
        // One that was removed meanwhile is left out.
        List<DeploymentView> views =
                shown.stream().flatMap(app -> apps.view(app).stream()).toList();
        return new Page<>(views, next, all.size());
    }

    public DeploymentView get(Caller caller, String id) {
        return apps.view(apps.find(caller, id));
    }

    /// Removes the app; what it owns goes with it, and its volume where `withStorage`.
    public void delete(Caller caller, String id, boolean withStorage) {
        NoKubeApp app = apps.find(caller, id);
        if (withStorage) {
            belongings.giveVolumeTo(app);
        }
        apps.delete(app);
    }

    /// @throws ProblemException 403 where the caller may not deploy for the request's user, or not what it asks for
    static Project project(Caller caller, DeployRequest request) {
        String owner = request.username() == null ? caller.username() : request.username();
        if (!caller.mayActFor(owner)) {
            throw forbidden(
                    "username must be your own name, " + caller.username() + ".",
                    new FieldError("username", "must be your own name"));
        }
        if (Boolean.TRUE.equals(request.runAsRoot()) && !caller.isAdmin()) {
            throw forbidden(
                    "Only an administrator can let an image run as root.",
                    new FieldError("run_as_root", "may be true only where an administrator says so; leave it out"));
        }
        return new Project(
                Objects.requireNonNull(request.projectId()),
                new ProjectName(Objects.requireNonNull(request.projectName())),
                new Username(owner));
    }

    private static ProblemException forbidden(String detail, FieldError field) {
        ProblemType type = ProblemType.FORBIDDEN;
        return new ProblemException(
                new Problem(type.uri(), type.title(), type.status(), detail, null, List.of(field), null), Map.of());
    }

    /// @throws ProblemException 400 where more pods are asked for than can share the volume
    void requireOnePodWithVolume(DeployRequest request) {
        if (request.storageSize() == null || policy.isShared(policy.storageClass())) {
            return;
        }
        String why =
                "must be 1 (or 0) with storage_size: the volume can be mounted by one node at a time; more pods need"
                        + " a storage class whose volumes several nodes can mount (ReadWriteMany)";
        if (request.replicas() != null && request.replicas() > 1) {
            throw new ProblemException(List.of(new FieldError("replicas", why)));
        }
        if (Boolean.TRUE.equals(request.enableAutoscaling())) {
            throw new ProblemException(List.of(new FieldError(
                    "enable_autoscaling",
                    "cannot be used with storage_size: the volume can be mounted by one node at a time")));
        }
    }

    /// The app as the request alone makes it.
    NoKubeApp app(Project project, DeployRequest request) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(Tenant.PROJECT_ID, String.valueOf(project.id()));
        Optional.ofNullable(request.displayName()).ifPresent(text -> annotations.put(DISPLAY_NAME, text));
        Optional.ofNullable(request.description()).ifPresent(text -> annotations.put(DESCRIPTION, text));
        if (Boolean.TRUE.equals(request.runAsRoot())) {
            annotations.put(AppModelFactory.RUN_AS_ROOT, "true");
        }
        String namespace = Naming.namespace(project.owner(), project.name());
        String name = Objects.requireNonNull(request.serviceName());
        Map<String, String> secrets = Objects.requireNonNullElse(request.secrets(), Map.of());
        if (!secrets.isEmpty()) {
            annotations.put(
                    Release.SECRETS_HASH, SecretHashes.whole(Belongings.secret(namespace, name, secrets, null)));
        }
        NoKubeApp app = new NoKubeApp();
        app.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withAnnotations(annotations)
                .build());
        NoKubeAppSpec spec = SpecFromRequest.of(request, policy.isShared(policy.storageClass()));
        app.setSpec(spec);
        return app;
    }

    private static String key(AppOutline app) {
        return app.created() + "|" + app.uid();
    }
}
