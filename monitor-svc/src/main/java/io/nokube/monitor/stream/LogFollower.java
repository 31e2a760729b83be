package io.nokube.monitor.stream;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.Feeds;
import io.nokube.monitor.cluster.Feeds.LogQuery;
import io.nokube.monitor.desired.PodPart;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Follows the logs of all pods of an app at once, also of those that come later and of containers that start anew.
final class LogFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogFollower.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration WITHOUT_DEMAND = Duration.ofMillis(20);

    private final Feeds feeds;
    private final LogRequest request;
    private final Supplier<Optional<List<Pod>>> pods;
    private final MultiEmitter<? super LogLine> lines;
    /// What was begun with: each pod's container in its n-th life.
    private final Map<String, Boolean> begun = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<LogWatch> open = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    LogFollower(
            Feeds feeds, LogRequest request, Supplier<Optional<List<Pod>>> pods, MultiEmitter<? super LogLine> lines) {
        this.feeds = feeds;
        this.request = request;
        this.pods = pods;
        this.lines = lines;
    }

    void start() {
        Thread started = Thread.ofVirtual().name("nokube-logs").start(this::run);
        assert started.isVirtual();
    }

    private void run() {
        try {
            while (!closed) {
                Optional<List<Pod>> present = pods.get();
                if (present.isEmpty()) {
                    lines.complete();
                    return;
                }
                present.get().stream()
                        .filter(pod -> request.pod() == null
                                || request.pod().equals(pod.getMetadata().getName()))
                        .forEach(this::follow);
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClusterUnavailableException e) {
            LOG.debug("Logs are no longer followed: the cluster is away", e);
            lines.complete();
        }
    }

    private void follow(Pod pod) {
        Optional<ContainerStatus> container = Optional.ofNullable(pod.getStatus())
                .flatMap(status -> status.getContainerStatuses().stream()
                        .filter(one -> one.getName().equals(PodPart.CONTAINER))
                        .findFirst());
        boolean hasStarted = container
                .filter(one -> one.getState() != null && one.getState().getWaiting() == null)
                .isPresent();
        String name = pod.getMetadata().getName();
        String life =
                name + "#" + container.map(ContainerStatus::getRestartCount).orElse(0);
        if (!hasStarted || begun.putIfAbsent(life, true) != null) {
            return;
        }
        boolean isFirst = begun.keySet().stream()
                        .filter(key -> key.startsWith(name + "#"))
                        .count()
                == 1;
        LogQuery query = isFirst ? request.query() : new LogQuery(null, null, false);
        // Each on a thread of its own from the first byte on: the API server answers the request for a log when there
        // is a line, and a silent pod must not hold up the others.
        String namespace = pod.getMetadata().getNamespace();
        Thread reader = Thread.ofVirtual().name("nokube-log").start(() -> read(namespace, name, life, query));
        assert reader.isVirtual();
    }

    private void read(String namespace, String pod, String life, LogQuery query) {
        try {
            Optional<LogWatch> watch = feeds.follow(namespace, pod, PodPart.CONTAINER, query);
            if (watch.isEmpty()) {
                begun.remove(life);
                return;
            }
            read(pod, watch.get());
        } catch (ClusterUnavailableException e) {
            // The next look finds the cluster away as well, and ends the whole.
            LOG.debugf("The log of %s cannot be followed: %s", pod, e.getMessage());
            begun.remove(life);
        }
    }

    private void read(String pod, LogWatch watch) {
        open.add(watch);
        if (closed) {
            watch.close();
            return;
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null && awaitDemand()) {
                lines.emit(LogLine.of(pod, line));
                line = reader.readLine();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debugf("The log of %s ended: %s", pod, e.getMessage());
        } finally {
            watch.close();
            open.remove(watch);
        }
    }

    /// Waits until somebody wants a line; false where nobody will. Lines that are not wanted yet stay with the API
    /// server: a client that reads slowly, or not at all, must not fill this service's memory.
    private boolean awaitDemand() throws InterruptedException {
        while (!closed && lines.requested() == 0) {
            Thread.sleep(WITHOUT_DEMAND);
        }
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        new ArrayList<>(open).forEach(LogWatch::close);
    }
}
