package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.identity.Caller;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.deploy.DryRunView.FieldChange;
import io.nokube.monitor.deploy.DryRunView.ObjectChange;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.monitor.desired.DesiredSet;
import io.nokube.monitor.diff.FieldDiff;
import io.nokube.monitor.diff.Tree;
import io.nokube.monitor.diff.TreeDiff;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.ObjectKey;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.plan.Planner;
import io.nokube.monitor.revision.Release;
import io.nokube.monitor.revision.RevisionHistory;
import io.nokube.monitor.tenancy.Project;
import io.nokube.monitor.tenancy.TenantProvisioner;
import io.nokube.names.Naming;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a deploy would do: the same steps as a deploy, with the API server's dry run in place of every write, and the
/// reconciler's own plan.
@ApplicationScoped
public class DryRun {
    /// Where things are tried whose namespace is not there yet.
    private static final String ELSEWHERE = "default";

    private final Deployments deployments;
    private final TenantProvisioner tenants;
    private final AppStore apps;
    private final Belongings belongings;
    private final PreFlight preFlight;
    private final PlatformPolicy policy;

    public DryRun(
            Deployments deployments,
            TenantProvisioner tenants,
            AppStore apps,
            Belongings belongings,
            PreFlight preFlight,
            PlatformPolicy policy) {
        this.deployments = deployments;
        this.tenants = tenants;
        this.apps = apps;
        this.belongings = belongings;
        this.preFlight = preFlight;
        this.policy = policy;
    }

    /// @throws io.nokube.problem.ProblemException as the deploy itself would
    public DryRunView of(Caller caller, DeployRequest request) {
        Project project = Deployments.project(caller, request);
        deployments.requireOnePodWithVolume(request);
        apps.requireCaches();
        Namespace home = tenants.find(project).orElse(null);
        boolean isNew = home == null;
        NoKubeApp wanted = deployments.app(project, request);
        String namespace = wanted.getMetadata().getNamespace();
        String name = wanted.getMetadata().getName();
        Optional<NoKubeApp> present = isNew ? Optional.empty() : apps.current(namespace, name);
        NoKubeApp valid = valid(present.orElse(null), wanted, request, isNew);

        Namespace changed = changed(home == null ? tenants.wanted(project) : home, request);
        Tenant tenant = Tenant.of(namespace, changed.getMetadata().getLabels());
        ClusterSnapshot cluster =
                present.map(apps::snapshot).orElse(apps.snapshot(wanted)).in(tenant);
        AppModel app = DeploymentView.model(valid, cluster, policy);
        Release release = Release.of(valid);
        DesiredSet desired = DesiredResources.of(app);
        Plan plan = Planner.plan(app, release, desired, cluster);
        validate(plan, isNew);
        RevisionHistory history = new RevisionHistory(cluster.revisions(), app.promisedRevision());

        List<ObjectChange> objects = new ArrayList<>();
        if (home == null) {
            objects.add(created(changed));
            tenants.contents(namespace).forEach(object -> objects.add(created(object)));
        } else if (!changed.equals(home)) {
            objects.add(change(changed, DryRunView.UPDATE, TreeDiff.between(Tree.of(home), Tree.of(changed))));
        }
        objects.add(appChange(present.orElse(null), valid));
        secretChange(namespace, name, request.secrets(), isNew).ifPresent(objects::add);
        desired.objects().forEach(object -> objects.add(change(object, plan)));
        plan.actions().stream()
                .filter(action -> action instanceof Action.Delete delete
                        && !delete.object().getKind().equals("ControllerRevision"))
                .map(action -> ((Action.Delete) action).object())
                .forEach(object -> objects.add(change(object, DryRunView.DELETE, List.of())));
        return new DryRunView(
                present.map(found -> found.getMetadata().getUid()).orElse(null),
                namespace,
                present.map(found -> history.numberAfter(Release.of(found), release))
                        .orElse(history.numberOf(release)),
                desired.kinds(),
                Manifests.asMap(desired),
                objects,
                preFlight.warnings(app, cluster, present.isPresent()));
    }

    private static Namespace changed(Namespace namespace, DeployRequest request) {
        return Boolean.TRUE.equals(request.runAsRoot()) ? TenantProvisioner.withRoot(namespace) : namespace;
    }

    /// The app as the API server would store it.
    private NoKubeApp valid(@Nullable NoKubeApp present, NoKubeApp wanted, DeployRequest request, boolean isNew) {
        if (present != null) {
            NoKubeApp changed = Serialization.clone(present);
            Merging.into(changed, wanted, request);
            return apps.validateChange(changed);
        }
        NoKubeApp tried = Serialization.clone(wanted);
        tried.getMetadata()
                .setNamespace(isNew ? ELSEWHERE : wanted.getMetadata().getNamespace());
        NoKubeApp valid = apps.validate(tried);
        valid.getMetadata().setNamespace(wanted.getMetadata().getNamespace());
        return valid;
    }

    private void validate(Plan plan, boolean isNew) {
        for (Action action : plan.actions()) {
            boolean isPrepared = plan.actions().stream()
                    .anyMatch(other -> other instanceof Action.Clear clear
                            && action instanceof Action.Apply apply
                            && ObjectKey.of(clear.object()).equals(ObjectKey.of(apply.object())));
            if (action instanceof Action.Apply apply && !isPrepared) {
                HasMetadata tried = Serialization.clone(apply.object());
                if (isNew) {
                    tried.getMetadata().setNamespace(ELSEWHERE);
                }
                HasMetadata ignored = apps.validateChild(tried);
            }
        }
    }

    private static ObjectChange appChange(@Nullable NoKubeApp present, NoKubeApp valid) {
        if (present == null) {
            return created(valid);
        }
        List<FieldDiff> diff =
                TreeDiff.between(Map.of("spec", Tree.of(present.getSpec())), Map.of("spec", Tree.of(valid.getSpec())));
        return change(valid, diff.isEmpty() ? DryRunView.UNCHANGED : DryRunView.UPDATE, diff);
    }

    private Optional<ObjectChange> secretChange(
            String namespace, String app, @Nullable Map<String, String> values, boolean isNew) {
        if (values == null) {
            return Optional.empty();
        }
        Optional<Secret> present = isNew ? Optional.empty() : belongings.present(namespace, app);
        if (!isNew && !values.isEmpty()) {
            belongings.requireFree(namespace, app);
        }
        if (present.isEmpty()) {
            return values.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ObjectChange("Secret", Naming.secrets(app), DryRunView.CREATE, List.of()));
        }
        Map<String, Object> before = SecretHashes.of(present.get());
        Map<String, Object> after = SecretHashes.of(Belongings.secret(namespace, app, values, null));
        List<FieldDiff> diff = TreeDiff.between(Map.of("data", before), Map.of("data", after));
        String action =
                values.isEmpty() ? DryRunView.DELETE : diff.isEmpty() ? DryRunView.UNCHANGED : DryRunView.UPDATE;
        return Optional.of(change(present.get(), action, diff));
    }

    private static ObjectChange change(HasMetadata object, Plan plan) {
        ObjectKey key = ObjectKey.of(object);
        for (Action action : plan.actions()) {
            if (action instanceof Action.Apply apply
                    && ObjectKey.of(apply.object()).equals(key)) {
                return apply.changes().isEmpty() ? created(object) : change(object, DryRunView.UPDATE, apply.changes());
            }
        }
        return change(object, DryRunView.UNCHANGED, List.of());
    }

    private static ObjectChange created(HasMetadata object) {
        return change(object, DryRunView.CREATE, List.of());
    }

    private static ObjectChange change(HasMetadata object, String action, List<FieldDiff> diff) {
        return new ObjectChange(
                object.getKind(),
                object.getMetadata().getName(),
                action,
                diff.stream()
                        .map(field -> new FieldChange(field.path(), field.was(), field.wanted()))
                        .toList());
    }
}
