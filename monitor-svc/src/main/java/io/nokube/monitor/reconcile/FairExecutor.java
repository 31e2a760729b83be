package io.nokube.monitor.reconcile;

import io.nokube.monitor.reconcile.Submissions.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Begins passes on virtual threads, so many at once, and has tenants take turns.
///
/// A pass copies its app before it comes to [Turns]. A thousand that all begin at once copied a thousand apps, one
/// after the other, before the one of another tenant was so much as looked at.
final class FairExecutor extends AbstractExecutorService {
    /// More than work at once ([Turns]): the others write the status of an app, or wait for what they made to be seen.
    private static final int AT_ONCE = 24;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TurnQueue<Runnable> queue = new TurnQueue<>();
    private final Submissions submissions;
    private int free;

    FairExecutor(Submissions submissions) {
        this(submissions, AT_ONCE);
    }

    FairExecutor(Submissions submissions, int atOnce) {
        this.submissions = submissions;
        this.free = atOnce;
    }

    @Override
    public void execute(Runnable pass) {
        Optional<Submission> submission = submissions.take();
        if (submission.isEmpty()) {
            threads.execute(pass);
            return;
        }
        synchronized (this) {
            if (free == 0) {
                queue.add(submission.get().tenant(), submission.get().isUrgent(), pass);
                submissions.waitingChanged(1);
                return;
            }
            free--;
        }
        begin(pass);
    }

    private void begin(Runnable pass) {
        threads.execute(() -> {
            try {
                pass.run();
            } finally {
                end();
            }
        });
    }

    private void end() {
        Optional<Runnable> next;
        synchronized (this) {
            next = isShutdown() ? Optional.empty() : queue.next();
            if (next.isEmpty()) {
                free++;
            } else {
                submissions.waitingChanged(-1);
            }
        }
        next.ifPresent(this::begin);
    }

    @Override
    public void shutdown() {
        threads.shutdown();
        forget();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> left = new ArrayList<>(threads.shutdownNow());
        left.addAll(forget());
        return left;
    }

    private synchronized List<Runnable> forget() {
        List<Runnable> left = new ArrayList<>();
        for (Optional<Runnable> next = queue.next(); next.isPresent(); next = queue.next()) {
            left.add(next.get());
        }
        submissions.waitingChanged(-left.size());
        return left;
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
