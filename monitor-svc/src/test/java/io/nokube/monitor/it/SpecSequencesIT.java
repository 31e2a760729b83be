package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nokube.monitor.cluster.Fabric8Cluster;
import io.nokube.sandbox.cluster.TestCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// However an app's spec is changed, what it owns is afterwards what an app made with that spec owns, and going back
/// the same way brings back what there was. Changes over all fields are drawn from a seed that a failure names: 93 of
/// them, or 31 times `-Dnokube.chains`.
class SpecSequencesIT {
    private static final int CHAINS = Integer.getInteger("nokube.chains", 3);
    private static final int CHANGES = 16;
    private static final int AT_ONCE = 6;

    /// What each part of a spec may be; empty for not given.
    private static final List<List<String>> PARTS = List.of(
            List.of("image: x/hello:1", "image: x/hello:2", "image: ghcr.io/x/other:latest"),
            List.of("", "type: web", "type: api", "type: worker"),
            List.of("", "replicas: 0", "replicas: 1", "replicas: 3"),
            List.of("", "containerPort: 3000", "containerPort: 9000"),
            List.of("", "servicePort: 8080"),
            List.of(
                    "",
                    "exposure: {type: external}",
                    "exposure: {type: internal}",
                    "exposure: {type: none}",
                    "exposure: {type: external, path: /shop}",
                    "exposure: {type: external, host: shop.example.com, tls: {enabled: true, issuer: ours}}"),
            List.of(
                    "",
                    "resources: {requests: {cpu: 50m}}",
                    "resources: {limits: {memory: 1Gi, cpu: '2'}}",
                    "resources: {requests: {memory: 64Mi, cpu: 10m}, limits: {memory: 64Mi, cpu: 20m}}"),
            List.of("", "env: {A: b}", "env: {A: c, B: '${x} {{y}} \"'}", "env: {C: ''}"),
            List.of("", "secretRefs: [one]", "secretRefs: [two, one]"),
            List.of(
                    "",
                    "healthCheck: {enabled: false}",
                    "healthCheck: {port: 81, liveness: {path: /live}}",
                    "healthCheck: {readiness: {path: /ready}, periodSeconds: 3, timeoutSeconds: 2, failureThreshold: 7}"),
            List.of("", "storage: {size: 1Gi}", "storage: {size: 1Gi, mountPath: /var/lib/x, onDelete: Delete}"),
            List.of(
                    "",
                    "autoscaling: {minReplicas: 2, maxReplicas: 4}",
                    "autoscaling: {minReplicas: 1, maxReplicas: 9, targetCpuPercent: 50}"),
            List.of("", "rollback: {auto: true}"),
            List.of("", "command: [run, '--it']"),
            List.of("", "args: [a]", "args: [b, c]"),
            List.of("", "restartedAt: '2026-01-02T03:04:05Z'"));

    private static final int STORAGE = 10;
    private static final int AUTOSCALING = 11;

    @Test
    void theWayToASpecDoesNotMatter() throws IOException, InterruptedException, ExecutionException {
        long seed = Long.getLong("nokube.seed", System.nanoTime());
        try (TestCluster cluster = TestCluster.open();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                        .build();
                ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            assumeTrue(
                    !cluster.isSandbox(),
                    "Left out: changes of specs in sequence; set NOKUBE_TEST_KUBECONFIG to a real API server");
            CrdFile.applyTo(client);
            List<Callable<Integer>> chains = new ArrayList<>();
            for (int i = 0; i < CHAINS; i++) {
                long own = seed + i;
                chains.add(() -> chain(client, own));
            }
            int steps = 0;
            for (Future<Integer> chain : workers.invokeAll(chains)) {
                steps += chain.get();
            }
            assertThat(steps).isEqualTo(CHAINS * (2 * CHANGES - 1));
        }
    }

    /// @return how often the spec was changed
    private static int chain(KubernetesClient client, long seed) {
        Random random = new Random(seed);
        Fabric8Cluster direct = new Fabric8Cluster(client, Optional.empty());
        String namespace = Names.username() + "-changed";
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        try {
            PlannedApp app = new PlannedApp(client, namespace, "frontend");
            List<int[]> chosen = new ArrayList<>();
            List<Map<String, Object>> made = new ArrayList<>();
            int[] choices = new int[PARTS.size()];
            for (int i = 0; i < CHANGES; i++) {
                choices = changed(choices, random);
                PlannedApp fresh = new PlannedApp(client, namespace, "afresh" + i);
                fresh.bringAbout(spec(choices), direct, direct);
                Map<String, Object> wanted = comparable(fresh.contents(), choices);
                app.bringAbout(spec(choices), direct, direct);
                assertThat(comparable(app.contents(), choices))
                        .as("seed %d, change %d: %s", seed, i, spec(choices))
                        .isEqualTo(wanted);
                chosen.add(choices);
                made.add(wanted);
            }
            for (int i = CHANGES - 2; i >= 0; i--) {
                choices = chosen.get(i);
                app.bringAbout(spec(choices), direct, direct);
                assertThat(comparable(app.contents(), choices))
                        .as("seed %d, back to %d: %s", seed, i, spec(choices))
                        .isEqualTo(made.get(i));
            }
            return 2 * CHANGES - 1;
        } finally {
            client.namespaces().withName(namespace).delete();
        }
    }

    private static int[] changed(int[] choices, Random random) {
        int[] changed = choices.clone();
        do {
            int parts = 1 + random.nextInt(4);
            for (int i = 0; i < parts; i++) {
                int part = random.nextInt(PARTS.size());
                changed[part] = random.nextInt(PARTS.get(part).size());
            }
        } while (isRefused(spec(changed)) || Arrays.equals(changed, choices));
        return changed;
    }

    /// What the API server would not accept.
    private static boolean isRefused(String spec) {
        return spec.contains("worker") && spec.contains("external");
    }

    private static String spec(int[] choices) {
        return IntStream.range(0, choices.length)
                .mapToObj(part -> PARTS.get(part).get(choices[part]))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /// Without what has a history by design: the revisions, the number of pods that an autoscaler has taken over, and a
    /// volume that outlives its use.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> comparable(Map<String, Object> contents, int[] choices) {
        Map<String, Object> compared = new TreeMap<>(contents);
        compared.keySet().removeIf(name -> name.startsWith("ControllerRevision"));
        if (choices[STORAGE] == 0) {
            compared.keySet().removeIf(name -> name.startsWith("PersistentVolumeClaim"));
        }
        if (choices[AUTOSCALING] > 0) {
            var workload = (Map<String, Map<String, Object>>) compared.get("Deployment frontend");
            Objects.requireNonNull(workload).get("spec").remove("replicas");
        }
        return compared;
    }
}
