package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.AppModelFactory;
import io.nokube.monitor.app.ClusterFacts;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.Fabric8Cluster;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.monitor.diff.Tree;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.plan.Planner;
import io.nokube.monitor.reconcile.PlanExecutor;
import io.nokube.monitor.revision.Release;
import io.nokube.sandbox.cluster.TestCluster;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A reconciliation that dies at any of its writes, before the API server has carried it out or after, is made good by
/// the next one: it comes to the same objects as one that was left in peace, and none is written twice.
class KillIT {
    private static final String APP = "frontend";
    private static final String FIRST = "image: x/hello:1";
    private static final String SECOND = "image: x/hello:2, env: {A: b}, exposure: {type: internal}, replicas: 1";
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Deployment.class,
            Service.class,
            Ingress.class,
            ServiceAccount.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class,
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

    private static final TestCluster CLUSTER = TestCluster.open();
    private static final KubernetesClient CLIENT = new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(CLUSTER.kubeconfig().toFile()))
            .build();
    private static final List<String> NAMESPACES = new ArrayList<>();

    private enum Death {
        BEFORE,
        AFTER
    }

    @AfterAll
    static void remove() {
        NAMESPACES.forEach(name -> CLIENT.namespaces().withName(name).delete());
        CLIENT.close();
        CLUSTER.close();
    }

    @Test
    void comesToTheSame() throws IOException {
        assumeTrue(
                !CLUSTER.isSandbox(),
                "Left out: InterruptionsTest does the same without a cluster; set NOKUBE_TEST_KUBECONFIG to a real one");
        CrdFile.applyTo(CLIENT);
        Run undisturbed = new Run();
        int first = undisturbed.bringAbout(FIRST, -1, Death.BEFORE);
        Map<String, Object> made = undisturbed.contents();
        int second = undisturbed.bringAbout(SECOND, -1, Death.BEFORE);
        Map<String, Object> changed = undisturbed.contents();
        assertThat(first).isGreaterThan(5);
        assertThat(second).isGreaterThan(3);
        assertThat(made.keySet()).hasSize(KINDS.size());
        assertThat(changed.keySet()).contains("Deployment frontend").doesNotContain("Ingress frontend");
        for (Death death : Death.values()) {
            for (int at = 0; at < Math.max(first, second); at++) {
                Run run = new Run();
                assertThat(run.bringAbout(FIRST, at, death))
                        .as("writes, %s write %d", death, at)
                        .isEqualTo(first + lost(at, first, death));
                assertThat(run.contents()).as("made, %s write %d", death, at).isEqualTo(made);
                assertThat(run.bringAbout(SECOND, at, death))
                        .as("writes of the change, %s write %d", death, at)
                        .isEqualTo(second + lost(at, second, death));
                assertThat(run.contents()).as("changed, %s write %d", death, at).isEqualTo(changed);
            }
        }
    }

    /// How many writes had to be asked for once more: the one that never got through.
    private static int lost(int at, int writes, Death death) {
        return at < writes && death == Death.BEFORE ? 1 : 0;
    }

    /// One app in a namespace of its own. The app is paused in the cluster, so that nobody else reconciles it.
    private static final class Run {
        private static final int PASSES = 3;
        private final String namespace = Names.username() + "-killed";
        private final NoKubeApp stored;

        Run() {
            NAMESPACES.add(namespace);
            CLIENT.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
            stored = CLIENT.resource(app(FIRST + ", paused: true")).create();
        }

        private NoKubeApp app(String spec) {
            NoKubeApp app = Serialization.unmarshal("spec: {" + spec + "}", NoKubeApp.class);
            app.setMetadata(new ObjectMetaBuilder()
                    .withName(APP)
                    .withNamespace(namespace)
                    .build());
            return app;
        }

        /// @param at the number of the write at which the first pass dies, from 0; none for a negative one
        /// @return how many writes the API server was asked for
        int bringAbout(String spec, int at, Death death) {
            NoKubeApp app = app(spec);
            app.getMetadata().setUid(stored.getMetadata().getUid());
            app.getMetadata().setGeneration(1L);
            Fabric8Cluster cluster = new Fabric8Cluster(CLIENT, Optional.empty());
            int[] writes = {0};
            PlanExecutor executor = new PlanExecutor(mortal(cluster, writes, at, death), cluster);
            for (int pass = 0; pass < PASSES; pass++) {
                try {
                    assertThat(executor.execute(namespace, plan(app))).isEmpty();
                } catch (ClusterUnavailableException e) {
                    assertThat(writes[0]).isEqualTo(at + 1);
                }
            }
            assertThat(plan(app).actions()).isEmpty();
            return writes[0];
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
                    app, ClusterFacts.of(seen, APP, app.getMetadata().getUid()), PlatformPolicy.of("nokube.local"));
            return Planner.plan(model, Release.of(app.getSpec()), DesiredResources.of(model), seen);
        }

        private List<HasMetadata> live() {
            return KINDS.stream()
                    .flatMap(
                            kind -> CLIENT
                                    .resources(kind)
                                    .inNamespace(namespace)
                                    .withLabel("nokube.io/app", APP)
                                    .list()
                                    .getItems()
                                    .stream())
                    .map(HasMetadata.class::cast)
                    .toList();
        }

        /// What there is by kind and name, without what differs from one namespace or moment to another.
        Map<String, Object> contents() {
            Map<String, Object> contents = new TreeMap<>();
            for (HasMetadata object : live()) {
                Map<String, Object> tree = Tree.of(object);
                contents.put(object.getKind() + " " + object.getMetadata().getName(), without(tree));
            }
            return contents;
        }
    }

    private static Object without(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> kept = new TreeMap<>();
            map.forEach((key, item) -> {
                if (!OWN.contains(String.valueOf(key)) && item != null) {
                    kept.put(String.valueOf(key), without(item));
                }
            });
            return kept;
        }
        return value instanceof List<?> list
                ? list.stream().map(KillIT::without).toList()
                : value;
    }

    private static ClusterWriter mortal(ClusterWriter writer, int[] writes, int at, Death death) {
        return (ClusterWriter) Proxy.newProxyInstance(
                ClusterWriter.class.getClassLoader(),
                new Class<?>[] {ClusterWriter.class},
                (proxy, method, arguments) -> {
                    boolean dies = writes[0]++ == at;
                    try {
                        Object outcome = dies && death == Death.BEFORE ? null : method.invoke(writer, arguments);
                        if (dies) {
                            throw new ClusterUnavailableException("Killed", new IllegalStateException());
                        }
                        return outcome;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
