package io.nokube.build.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps a distance in time between one thing and the next, whoever does them.
public final class Spacing {
    private final long nanos;
    private final ReentrantLock turn = new ReentrantLock();
    private long next = System.nanoTime();

    public Spacing(Duration distance) {
        this.nanos = distance.toNanos();
    }

    /// Returns when it is the caller's turn.
    ///
    /// @throws InterruptedException where the caller is to stop instead
    public void await() throws InterruptedException {
        turn.lock();
        try {
            long wait = next - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            next = System.nanoTime() + nanos;
        } finally {
            turn.unlock();
        }
    }
}
