package io.nokube.build.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Does some work again and again on a thread of its own, until it is stopped: every so often, and at once when nudged.
///
/// A pass that fails is logged and does not end the loop: what it would have done is still there for the next.
public final class WorkLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkLoop.class);
    private static final Duration LAST_PASS = Duration.ofSeconds(20);

    private final String name;
    private final Duration every;
    private final Runnable pass;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean stopped;
    private @Nullable Thread thread;

    public WorkLoop(String name, Duration every, Runnable pass) {
        this.name = name;
        this.every = every;
        this.pass = pass;
    }

    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name(name).start(this::run);
        }
    }

    /// Lets the next pass begin now.
    public void nudge() {
        nudges.release();
    }

    /// Waits for the pass that is under way, so that nothing is cut off that need not be.
    @Override
    public void close() {
        stopped = true;
        nudge();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(LAST_PASS)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isStopped() {
        return stopped;
    }

    private void run() {
        while (!stopped) {
            runOnce();
            try {
                if (nudges.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private void runOnce() {
        try {
            pass.run();
        } catch (RuntimeException e) {
            LOG.warnf(e, "A pass of %s failed; the next is tried in %s", name, every);
        }
    }
}
