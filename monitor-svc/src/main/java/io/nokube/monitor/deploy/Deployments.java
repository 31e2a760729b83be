package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.nokube.crd.NoKubeApp;
import io.nokube.identity.Caller;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.cluster.WriteOutcome.Done;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.tenancy.NamespaceManifest;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What callers do with deployments.
@ApplicationScoped
public class Deployments {
    /// The field manager of everything that a REST caller asked for.
    static final String MANAGER = "nokube-api";

    private static final String DISPLAY_NAME = "nokube.io/display-name";
    private static final String DESCRIPTION = "nokube.io/description";
    private static final Comparator<DeploymentView> NEWEST_FIRST =
            Comparator.comparing(Deployments::key).reversed();

    private final TenantProvisioner tenants;
    private final ClusterWriter cluster;
    private final Informers informers;
    private final PlatformPolicy policy;

    public Deployments(TenantProvisioner tenants, ClusterWriter cluster, Informers informers, PlatformPolicy policy) {
        this.tenants = tenants;
        this.cluster = cluster;
        this.informers = informers;
        this.policy = policy;
    }

    /// Writes the app that `request` asks for.
    public DeploymentView deploy(Caller caller, DeployRequest request) {
        Project project = project(caller, request);
        requireCaches();
        tenants.provide(project);
        NoKubeApp applied = written(cluster.apply(app(project, request), MANAGER));
        String namespace = applied.getMetadata().getNamespace();
        String name = applied.getMetadata().getName();
        informers.awaitApp(applied);
        ClusterSnapshot seen = informers.snapshot(namespace, name);
        Tenant tenant = new Tenant(project.owner().value(), project.name().value(), true);
        return DeploymentView.of(
                applied, new ClusterSnapshot(tenant, seen.objects(), seen.pods(), seen.revisions()), policy);
    }

    public Page<DeploymentView> list(Caller caller, DeploymentFilter filter, Limit limit, @Nullable Cursor cursor) {
        requireCaches();
        List<DeploymentView> all = informers.apps().stream()
                .filter(app -> isVisible(caller, app))
                .map(this::view)
                .filter(filter::accepts)
                .sorted(NEWEST_FIRST)
                .toList();
        Stream<DeploymentView> rest = cursor == null
                ? all.stream()
                : all.stream().filter(view -> key(view).compareTo(cursor.key()) < 0);
        List<DeploymentView> page = rest.limit(limit.value() + 1L).toList();
        if (page.size() <= limit.value()) {
            return new Page<>(page, null, all.size());
        }
        List<DeploymentView> items = page.subList(0, limit.value());
        return new Page<>(items, new Cursor(key(items.getLast())).encode(), all.size());
    }

    public DeploymentView get(Caller caller, String id) {
        return view(find(caller, id));
    }

    /// Removes the app; what it owns goes with it.
    public void delete(Caller caller, String id) {
        written(cluster.delete(find(caller, id)));
    }

    private NoKubeApp find(Caller caller, String id) {
        requireCaches();
        return informers.appByUid(id).filter(app -> isVisible(caller, app)).orElseThrow(ProblemException::notFound);
    }

    private boolean isVisible(Caller caller, NoKubeApp app) {
        Tenant tenant = informers.tenant(app.getMetadata().getNamespace());
        return caller.isAdmin() || tenant.owned() && caller.username().equals(tenant.user());
    }

    private DeploymentView view(NoKubeApp app) {
        var metadata = app.getMetadata();
        return DeploymentView.of(app, informers.snapshot(metadata.getNamespace(), metadata.getName()), policy);
    }

    private void requireCaches() {
        if (!informers.isComplete()) {
            throw new ClusterUnavailableException(
                    "The Kubernetes API server has not answered yet", new IllegalStateException("No caches yet"));
        }
    }

    private static Project project(Caller caller, DeployRequest request) {
        String owner = request.username() == null ? caller.username() : request.username();
        if (!caller.mayActFor(owner)) {
            throw new ProblemException(
                    new Problem(
                            ProblemType.FORBIDDEN.uri(),
                            ProblemType.FORBIDDEN.title(),
                            ProblemType.FORBIDDEN.status(),
                            "username must be your own name, " + caller.username() + ".",
                            null,
                            List.of(new FieldError("username", "must be your own name")),
                            null),
                    Map.of());
        }
        return new Project(
                Objects.requireNonNull(request.projectId()),
                new ProjectName(Objects.requireNonNull(request.projectName())),
                new Username(owner));
    }

    private static NoKubeApp app(Project project, DeployRequest request) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(NamespaceManifest.PROJECT_ID, String.valueOf(project.id()));
        Optional.ofNullable(request.displayName()).ifPresent(text -> annotations.put(DISPLAY_NAME, text));
        Optional.ofNullable(request.description()).ifPresent(text -> annotations.put(DESCRIPTION, text));
        NoKubeApp app = new NoKubeApp();
        app.setMetadata(new ObjectMetaBuilder()
                .withName(request.serviceName())
                .withNamespace(Naming.namespace(project.owner(), project.name()))
                .withAnnotations(annotations)
                .build());
        app.setSpec(SpecFromRequest.of(request));
        return app;
    }

    private static NoKubeApp written(WriteOutcome<NoKubeApp> outcome) {
        return switch (outcome) {
            case Done<NoKubeApp> done -> done.object();
            case Refused<NoKubeApp> refused
            when !refused.causes().isEmpty() -> throw new ProblemException(FieldNames.errors(refused.causes()));
            case Refused<NoKubeApp> refused -> throw new ProblemException(ProblemType.UNPROCESSABLE, refused.message());
        };
    }

    private static String key(DeploymentView view) {
        return view.createdAt() + "|" + view.deploymentId();
    }
}
