package io.nokube.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nokube.sandbox.github.SandboxGitHub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two and three of every service under load, while every few seconds one of their processes is killed (SIGKILL), and
/// the next one when that is back: no request fails but those in flight on the one that was killed, and no build, no
/// deployment and no reconciliation is lost or done twice.
///
/// Each process is killed once, in an order drawn anew. `-Dnokube.kills=100` kills so often, `-Dnokube.seed=1` draws
/// the same again. It starts nine services and takes a quarter of an hour: run it with `-Dnokube.replicas`.
@EnabledIfSystemProperty(
        named = "nokube.replicas",
        matches = ".*",
        disabledReason = "Left out: takes a quarter of an hour; -Dnokube.replicas -Dit.test=ReplicasIT runs it")
class ReplicasIT {
    private static final Logger LOG = Logger.getLogger(ReplicasIT.class.getName());
    private static final int CLIENTS = 4;
    private static final long BETWEEN_KILLS_NANOS = SECONDS.toNanos(3);
    private static final long BETWEEN_LOOKS_NANOS = SECONDS.toNanos(1);

    private final List<ReplicaClient> clients = new ArrayList<>();

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void nothingIsLostOrDoubledButWhatWasInFlightOnTheKilled(int number) throws Exception {
        int kills = Integer.getInteger("nokube.kills", number * Service.values().length);
        long seed = Long.getLong("nokube.seed", System.nanoTime());
        LOG.info(() -> number + " replicas, " + kills + " kills, -Dnokube.seed=" + seed);
        Random random = new Random(seed);
        try (Replicas replicas = Replicas.start(number, data);
                KubernetesClient cluster = cluster(replicas)) {
            ReplicaTraffic traffic = new ReplicaTraffic(replicas);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    String username = "many" + number + (char) ('a' + i);
                    clients.add(new ReplicaClient(traffic, username, new Random(random.nextLong()), threads));
                }
                removeNamespaces(cluster);
                clients.forEach(ReplicaClient::begin);
                killUnderLoad(replicas, threads, kills, random);
                awaitEnds(traffic);
            }
            report(number, replicas, traffic);
            judgeRequests(replicas, traffic);
            judgeBuilds(replicas.first().sandboxes().gitHub().orElseThrow());
            judgeApps(cluster);
            assertThat(replicas.leaders()).as("those who reconcile").hasSize(1);
            removeNamespaces(cluster);
        }
    }

    private void killUnderLoad(Replicas replicas, ExecutorService threads, int kills, Random random) throws Exception {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Future<Boolean> twoLed = threads.submit(() -> {
            boolean seen = false;
            while (goesOn.get()) {
                pause(BETWEEN_LOOKS_NANOS);
                seen |= replicas.twoLead();
            }
            return seen;
        });
        List<Future<?>> running = new ArrayList<>();
        for (ReplicaClient client : clients) {
            running.add(threads.submit(() -> client.run(goesOn::get)));
        }
        try {
            Iterator<Runnable> next = replicas.kills(random).iterator();
            for (int kill = 0; kill < kills; kill++) {
                if (!next.hasNext()) {
                    next = replicas.kills(random).iterator();
                }
                pause(BETWEEN_KILLS_NANOS);
                next.next().run();
            }
            pause(BETWEEN_KILLS_NANOS);
        } finally {
            goesOn.set(false);
        }
        for (Future<?> client : running) {
            client.get();
        }
        assertThat(twoLed.get()).as("two reconciled at once").isFalse();
    }

    /// The pace of it, by the clock.
    private static void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void awaitEnds(ReplicaTraffic traffic) throws Exception {
        for (ReplicaClient client : clients) {
            for (String build : client.builds()) {
                await().atMost(180, SECONDS)
                        .until(() -> !client.look("/api/v1/builds/" + build)
                                .path("completed_at")
                                .isNull());
            }
            for (ReplicaClient.App app : client.apps().values()) {
                await().atMost(120, SECONDS)
                        .until(() -> client.look("/api/v1/deployments/" + app.id())
                                .path("status")
                                .asText()
                                .equals("running"));
            }
            for (Map.Entry<String, Future<String>> watched : client.watched().entrySet()) {
                String status = client.look("/api/v1/builds/" + watched.getKey())
                        .path("status")
                        .asText();
                String seen = watched.getValue().get();
                if (!status.equals(seen)) {
                    traffic.wonder(watched.getKey() + " is " + status + ", and was seen as " + seen);
                }
            }
        }
    }

    private void report(int number, Replicas replicas, ReplicaTraffic traffic) {
        List<Losses.Outage> outages = replicas.outages();
        Map<Losses.Reason, Long> reasons = traffic.failed().stream()
                .collect(Collectors.groupingBy(failed -> Losses.reason(failed, outages), Collectors.counting()));
        long builds =
                clients.stream().mapToLong(client -> client.builds().size()).sum();
        long watched =
                clients.stream().mapToLong(client -> client.watched().size()).sum();
        long deploys = apps().mapToLong(ReplicaClient.App::accepted).sum();
        LOG.info(() -> "Measured: " + number + " replicas, " + outages.size() + " kills, " + traffic.sent()
                + " requests, of which failed " + reasons + "; " + builds + " builds, " + watched + " followed, with "
                + traffic.brokenStreams().size() + " streams broken; " + deploys + " deploys of "
                + apps().count() + " apps");
    }

    private Stream<ReplicaClient.App> apps() {
        return clients.stream().flatMap(client -> client.apps().values().stream());
    }

    private static void judgeRequests(Replicas replicas, ReplicaTraffic traffic) {
        List<Losses.Outage> outages = replicas.outages();
        assertThat(traffic.unexpected()).as("answers that should not have been").isEmpty();
        assertThat(traffic.failed())
                .as("requests that failed without having been in flight where something was killed: %s", outages)
                .filteredOn(failed -> Losses.reason(failed, outages) == Losses.Reason.UNEXPLAINED)
                .isEmpty();
        assertThat(traffic.brokenStreams())
                .as("streams that broke without: %s", outages)
                .allMatch(stream -> Losses.mayBreak(stream, outages));
    }

    private void judgeBuilds(SandboxGitHub gitHub) {
        int all = 0;
        for (ReplicaClient client : clients) {
            List<String> builds = client.builds();
            all += builds.size();
            assertThat(builds).as("builds that were accepted").isNotEmpty().doesNotHaveDuplicates();
            assertThat(client.look("/api/v1/builds?limit=1").path("total").asInt())
                    .as("builds of %s", client.username())
                    .isEqualTo(builds.size());
            for (String build : builds) {
                assertThat(gitHub.dispatchCount(build)).as(build).isOne();
                String conclusion = gitHub.runStatus(build).orElseThrow().conclusion();
                assertThat(client.look("/api/v1/builds/" + build).path("status").asText())
                        .as(build)
                        .isEqualTo("failure".equals(conclusion) ? "failed" : conclusion);
            }
            client.friends().forEach(friend -> assertThat(client.signIn(friend)).isNotEmpty());
        }
        assertThat(gitHub.dispatches()).as("runs").hasSize(all);
    }

    private void judgeApps(KubernetesClient cluster) {
        for (ReplicaClient client : clients) {
            JsonNode listed = client.look("/api/v1/deployments");
            Map<String, ReplicaClient.App> apps = client.apps();
            assertThat(listed.path("total").asInt())
                    .as("apps of %s", client.username())
                    .isEqualTo(apps.size());
            apps.forEach((name, app) -> {
                JsonNode shown = client.look("/api/v1/deployments/" + app.id());
                assertThat(shown.path("image_name").asText()).isEqualTo(app.image());
                assertThat(shown.path("revision").asInt())
                        .as("revisions of %s in %s", name, client.namespace())
                        .isBetween(app.accepted(), app.attempts());
                var workload = cluster.apps()
                        .deployments()
                        .inNamespace(client.namespace())
                        .withName(name)
                        .get();
                assertThat(workload.getMetadata().getGeneration())
                        .as("changes of the Deployment")
                        .isBetween(1L, (long) app.attempts());
            });
            List<String> owners =
                    apps.values().stream().map(ReplicaClient.App::id).toList();
            assertThat(owners(cluster.apps()
                            .deployments()
                            .inNamespace(client.namespace())
                            .list()
                            .getItems()))
                    .containsExactlyInAnyOrderElementsOf(owners);
            assertThat(owners(cluster.services()
                            .inNamespace(client.namespace())
                            .list()
                            .getItems()))
                    .containsExactlyInAnyOrderElementsOf(owners);
            assertThat(owners(cluster.network()
                            .v1()
                            .ingresses()
                            .inNamespace(client.namespace())
                            .list()
                            .getItems()))
                    .containsExactlyInAnyOrderElementsOf(owners);
        }
    }

    private static List<String> owners(List<? extends HasMetadata> children) {
        return children.stream()
                .flatMap(child -> child.getMetadata().getOwnerReferences().stream())
                .map(owner -> owner.getUid())
                .toList();
    }

    private static KubernetesClient cluster(Replicas replicas) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(
                        replicas.first().sandboxes().kubeconfig().toFile()))
                .build();
    }

    private void removeNamespaces(KubernetesClient cluster) {
        for (ReplicaClient client : clients) {
            cluster.namespaces().withName(client.namespace()).delete();
        }
        await().atMost(120, SECONDS)
                .until(() -> clients.stream()
                        .allMatch(client -> cluster.namespaces()
                                        .withName(client.namespace())
                                        .get()
                                == null));
    }
}
