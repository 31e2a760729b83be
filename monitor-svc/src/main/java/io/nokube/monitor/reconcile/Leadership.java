package io.nokube.monitor.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.nokube.monitor.platform.MonitorConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Which of several replicas reconciles: the one that holds the lease. All of them follow the cluster and serve.
///
/// The operator SDK's own election ends the process when the lease is lost, that is, whenever the API server is away
/// for a while. Here a replica that loses the lease just stops acting, and stands for election again.
@Singleton
public class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);
    private static final String LEASE = "nokube-monitor-svc";
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final MonitorConfig.LeaderElection config;
    private volatile boolean held;
    private final Wake wake;
    private @Nullable Thread thread;

    public Leadership(KubernetesClient client, MonitorConfig config, Wake wake) {
        this.client = client;
        this.wake = wake;
        this.config = config.leaderElection();
        this.held = !this.config.enabled();
    }

    public boolean isHeld() {
        return held;
    }

    void start() {
        if (config.enabled()) {
            thread = Thread.ofPlatform().daemon().name("nokube-leader-election").start(this::run);
        }
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var election = client.leaderElector()
                        .withConfig(new LeaderElectionConfigBuilder()
                                .withName(LEASE)
                                .withLock(new LeaseLock(namespace(), LEASE, identity()))
                                .withLeaseDuration(LEASE_DURATION)
                                .withRenewDeadline(RENEW_DEADLINE)
                                .withRetryPeriod(RETRY_PERIOD)
                                .withReleaseOnCancel(true)
                                .withLeaderCallbacks(new LeaderCallbacks(this::won, this::lost, leader -> {}))
                                .build())
                        .build();
                election.run();
                Thread.sleep(RETRY_PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void won() {
        held = true;
        LOG.info("This replica reconciles from now on");
        wake.all();
    }

    private void lost() {
        held = false;
        LOG.info("This replica does not reconcile any more");
    }

    private String namespace() {
        return config.namespace()
                .or(() -> Optional.ofNullable(client.getConfiguration().getNamespace()))
                .orElse("default");
    }

    private String identity() {
        return config.identity()
                .orElseGet(() -> "pid-" + ProcessHandle.current().pid());
    }
}
