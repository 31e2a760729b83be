package io.nokube.monitor.reconcile;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ExecutorServiceManager;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.Informers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Starts the operator in the background, as soon as the API server answers and knows NoKubeApps; until then the
/// service lives, and says that it is not ready.
///
/// It listens when the caches are filled: whoever goes by who listens, as a gateway with several addresses does, sends
/// nothing here before. Where the API server does not answer, or takes long, it listens all the same and says so.
@ApplicationScoped
public class OperatorStarter {
    private static final Logger LOG = Logger.getLogger(OperatorStarter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration UNHEARD = Duration.ofSeconds(10);

    private final Operator operator;
    private final ClusterReader cluster;
    private final Informers informers;
    private final Leadership leadership;
    private final Submissions submissions;
    private final Wake wake;
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private @Nullable Thread thread;
    /// Of the starting thread alone.
    private boolean hasFailed;

    public OperatorStarter(
            Operator operator,
            ClusterReader cluster,
            Informers informers,
            Leadership leadership,
            Submissions submissions,
            Wake wake) {
        this.operator = operator;
        this.cluster = cluster;
        this.informers = informers;
        this.leadership = leadership;
        this.submissions = submissions;
        this.wake = wake;
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        thread = Thread.ofPlatform().daemon().name("nokube-operator-start").start(this::run);
        if (!firstTry.await(UNHEARD.toSeconds(), TimeUnit.SECONDS)) {
            LOG.infof("Listening although the caches are not filled after %d s", UNHEARD.toSeconds());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(LONGEST_PAUSE);
        }
        leadership.stop();
        if (informers.isComplete()) {
            operator.stop();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!tryStart()) {
                firstTry.countDown();
                hasFailed = true;
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            firstTry.countDown();
        }
    }

    /// The operator SDK has a fixed number of threads, all of which one tenant could occupy. Quarkus has no setting for
    /// another executor.
    private void takeTurns() {
        ConfigurationService configuration = operator.getConfigurationService();
        ExecutorServiceManager executors = configuration.getExecutorServiceManager();
        executors.stop(Duration.ZERO);
        executors.start(ConfigurationService.newOverriddenConfigurationService(
                configuration, own -> own.withExecutorService(new FairExecutor(submissions))));
        if (executors.scheduledExecutorService() instanceof ScheduledThreadPoolExecutor scheduler) {
            // The SDK makes it with no thread of its own, so that the one that waits for what is due next would look
            // whether it is still wanted every 10 ms, for ever.
            scheduler.setKeepAliveTime(1, TimeUnit.MINUTES);
        }
    }

    private boolean tryStart() {
        try {
            if (!cluster.knowsApps()) {
                LOG.warn("The cluster does not know NoKubeApps. Apply k8s/crd/nokubeapps.nokube.io.yaml to it.");
                return false;
            }
            takeTurns();
            operator.start();
            informers.complete();
            leadership.start();
            if (hasFailed) {
                // What a try that failed had seen already is nothing new to the next one.
                wake.all();
            }
            return true;
        } catch (ClusterUnavailableException e) {
            LOG.warn(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("The operator could not be started", e);
        }
        return false;
    }
}
