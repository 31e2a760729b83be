package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.monitor.diff.Tree;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.plan.Planner;
import io.nokube.monitor.reconcile.PlanExecutor;
import io.nokube.monitor.revision.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/// An app that is brought about by plans alone, from what the API server holds. It is paused in the cluster, so that
/// nobody else reconciles it.
final class PlannedApp {
    private static final int PASSES = 8;
    private static final Logger LOG = Logger.getLogger(PlannedApp.class);
    private static final String NAME = "frontend";
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Deployment.class,
            Service.class,
            Ingress.class,
            ServiceAccount.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class,
            HorizontalPodAutoscaler.class,
            PersistentVolumeClaim.class,
            ControllerRevision.class);
    /// What is another one in each namespace, or each time.
    private static final Set<String> OWN = Set.of(
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "managedFields",
            "namespace",
            "selfLink",
            "clusterIP",
            "clusterIPs",
            "status",
            "secrets", // Old API servers make a token for each ServiceAccount.
            "host",
            "generation",
            "app.kubernetes.io/instance",
            "deployment.kubernetes.io/revision");

    private static final Duration GONE = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final NoKubeApp stored;

    /// Makes the app in a namespace that is there.
    PlannedApp(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.stored = client.resource(app("image: x/hello:1, paused: true")).create();
    }

    private NoKubeApp app(String spec) {
        NoKubeApp app = Serialization.unmarshal("spec: {" + spec + "}", NoKubeApp.class);
        app.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        return app;
    }

    /// Passes until there is nothing to do, as after a change that is made now. Others change the objects at the same
    /// time, which may break one off.
    void bringAbout(String spec, ClusterWriter writer, ClusterReader reader) {
        NoKubeApp app = app(spec);
        app.getMetadata().setUid(stored.getMetadata().getUid());
        app.getMetadata().setGeneration(1L);
        PlanExecutor executor = new PlanExecutor(writer, reader, Runnable::run);
        Plan plan = plan(app);
        for (int pass = 0; pass < PASSES && !plan.actions().isEmpty(); pass++) {
            try {
                assertThat(executor.execute(namespace, plan)).as(spec).isEmpty();
            } catch (ClusterUnavailableException e) {
                LOG.debugf("%s: %s", name, e.getMessage());
            }
            plan = plan(app);
        }
        assertThat(plan.actions()).as(spec).isEmpty();
        awaitGone();
    }

    /// A volume that the spec gives up is there until the cluster's own controllers let it go, and can be made anew
    /// only
    /// then.
    private void awaitGone() {
        await().atMost(GONE)
                .ignoreExceptions()
                .until(() -> live().stream()
                        .noneMatch(object -> object instanceof PersistentVolumeClaim && object.isMarkedForDeletion()));
    }

    private Plan plan(NoKubeApp app) {
        List<HasMetadata> objects = new ArrayList<>(live());
        List<ControllerRevision> revisions = objects.stream()
                .filter(ControllerRevision.class::isInstance)
                .map(ControllerRevision.class::cast)
                .toList();
        objects.removeAll(revisions);
        ClusterSnapshot seen =
                new ClusterSnapshot(Tenant.of(namespace, Map.of()), objects, List.of(), revisions, List.of(), null);
        AppModel model = AppModelFactory.from(
                app, ClusterFacts.of(seen, name, app.getMetadata().getUid()), PlatformPolicy.of("nokube.local"));
        return Planner.plan(model, Release.of(app), DesiredResources.of(model), seen);
    }

    private List<HasMetadata> live() {
        return live(client, namespace, name);
    }

    private static List<HasMetadata> live(KubernetesClient client, String namespace, String name) {
        List<HasMetadata> objects = new ArrayList<>();
        for (Class<? extends HasMetadata> kind : KINDS) {
            objects.addAll(client.resources(kind)
                    .inNamespace(namespace)
                    .withLabel("nokube.io/app", name)
                    .list()
                    .getItems());
        }
        return objects;
    }

    /// What there is by kind and name, without what differs from one namespace, app or moment to another.
    Map<String, Object> contents() {
        return contents(client, namespace, name);
    }

    /// The same of any app.
    static Map<String, Object> contents(KubernetesClient client, String namespace, String name) {
        Map<String, Object> contents = new TreeMap<>();
        for (HasMetadata object : live(client, namespace, name)) {
            String kind = object.getKind();
            contents.put(
                    kind + " " + object.getMetadata().getName().replace(name, NAME), without(Tree.of(object), name));
        }
        return contents;
    }

    private static Object without(Object value, String name) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> kept = new TreeMap<>();
                map.forEach((key, item) -> {
                    if (!OWN.contains(String.valueOf(key)) && item != null) {
                        kept.put(String.valueOf(key), without(item, name));
                    }
                });
                // Only the cluster's own controllers annotate; which of them have done so by now is chance.
                kept.remove("annotations", Map.of());
                yield kept;
            }
            case List<?> list -> list.stream().map(item -> without(item, name)).toList();
            case String text -> text.replace(name, NAME);
            default -> value;
        };
    }
}
