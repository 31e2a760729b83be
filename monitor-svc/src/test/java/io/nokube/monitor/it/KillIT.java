package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.Fabric8Cluster;
import io.nokube.sandbox.cluster.TestCluster;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A reconciliation that dies at any of its writes, before the API server has carried it out or after, is made good by
/// the next one: it comes to the same objects as one that was left in peace, and none is written twice.
class KillIT {
    private static final String FIRST = "image: x/hello:1";
    private static final String SECOND = "image: x/hello:2, env: {A: b}, exposure: {type: internal}, replicas: 1";

    private static final TestCluster CLUSTER = TestCluster.open();
    private static final KubernetesClient CLIENT = new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(CLUSTER.kubeconfig().toFile()))
            .build();
    private static final Fabric8Cluster DIRECT = new Fabric8Cluster(CLIENT, Optional.empty());
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
        PlannedApp undisturbed = app();
        int first = bringAbout(undisturbed, FIRST, -1, Death.BEFORE);
        Map<String, Object> made = undisturbed.contents();
        int second = bringAbout(undisturbed, SECOND, -1, Death.BEFORE);
        Map<String, Object> changed = undisturbed.contents();
        assertThat(first).isGreaterThan(5);
        assertThat(second).isGreaterThan(3);
        assertThat(made.keySet()).hasSize(7);
        assertThat(changed.keySet()).contains("Deployment frontend").doesNotContain("Ingress frontend");
        for (Death death : Death.values()) {
            for (int at = 0; at < Math.max(first, second); at++) {
                PlannedApp app = app();
                assertThat(bringAbout(app, FIRST, at, death))
                        .as("writes, %s write %d", death, at)
                        .isEqualTo(first + lost(at, first, death));
                assertThat(app.contents()).as("made, %s write %d", death, at).isEqualTo(made);
                assertThat(bringAbout(app, SECOND, at, death))
                        .as("writes of the change, %s write %d", death, at)
                        .isEqualTo(second + lost(at, second, death));
                assertThat(app.contents()).as("changed, %s write %d", death, at).isEqualTo(changed);
            }
        }
    }

    /// How many writes had to be asked for once more: the one that never got through.
    private static int lost(int at, int writes, Death death) {
        return at < writes && death == Death.BEFORE ? 1 : 0;
    }

    private static PlannedApp app() {
        String namespace = Names.username() + "-killed";
        NAMESPACES.add(namespace);
        CLIENT.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        return new PlannedApp(CLIENT, namespace, "frontend");
    }

    /// @param at the number of the write at which the first pass dies, from 0; none for a negative one
    /// @return how many writes the API server was asked for
    private static int bringAbout(PlannedApp app, String spec, int at, Death death) {
        int[] writes = {0};
        app.bringAbout(spec, mortal(DIRECT, writes, at, death), DIRECT);
        return writes[0];
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
