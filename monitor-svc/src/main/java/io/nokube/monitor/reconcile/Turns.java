package io.nokube.monitor.reconcile;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Lets so many passes at once do their work, and tenants take turns.
///
/// Of those that [FairExecutor] has begun, each on a virtual thread of its own; which costs nothing while it waits
/// here.
@Singleton
public class Turns {
    /// Each has up to six requests under way. More of them make an API server that is busy no faster, and every single
    /// one slower.
    private static final int AT_ONCE = 8;

    private final TurnQueue<CountDownLatch> queue = new TurnQueue<>();
    private int free;

    @Inject
    public Turns() {
        this(AT_ONCE);
    }

    Turns(int atOnce) {
        this.free = atOnce;
    }

    /// Does `work` when it is the tenant's turn.
    ///
    /// @param isUrgent before what else the tenant has to do
    /// @return what it came to; empty where the thread was interrupted before
    <T> Optional<T> take(String tenant, boolean isUrgent, Supplier<T> work) {
        if (!enter(tenant, isUrgent)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            leave();
        }
    }

    synchronized int waiting() {
        return queue.size();
    }

    private boolean enter(String tenant, boolean isUrgent) {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (free > 0) {
                free--;
                return true;
            }
            queue.add(tenant, isUrgent, turn);
        }
        try {
            turn.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!forget(tenant, turn)) {
                leave(); // It was given the turn at the same time.
            }
            return false;
        }
    }

    private synchronized boolean forget(String tenant, CountDownLatch turn) {
        return queue.remove(tenant, turn);
    }

    private synchronized void leave() {
        queue.next().ifPresentOrElse(CountDownLatch::countDown, () -> free++);
    }
}
