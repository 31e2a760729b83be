package io.nokube.monitor.reconcile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.nokube.crd.NoKubeApp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairExecutorTest {
    private static final int AT_ONCE = 2;

    private final Submissions submissions = new Submissions();
    private final FairExecutor executor = new FairExecutor(submissions, AT_ONCE);
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);

    @AfterEach
    void end() throws InterruptedException {
        mayEnd.release(1000);
        executor.shutdown();
        assertThat(executor.awaitTermination(10, SECONDS)).isTrue();
    }

    @Test
    void whoHasMuchToDoDoesNotHoldUpAnother() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(102);
        for (int i = 0; i < 100; i++) {
            submit("crowd", "crowd " + i, all);
        }
        submit("other", "other 0", all);
        submit("other", "other 1", all);
        assertThat(submissions.waiting()).isEqualTo(100);
        await().atMost(10, SECONDS).until(() -> running.get() == AT_ONCE);

        mayEnd.release(102);

        assertThat(all.await(10, SECONDS)).isTrue();
        assertThat(begun).hasSize(102).doesNotHaveDuplicates();
        assertThat(begun.indexOf("other 0")).as("%s", begun).isLessThan(AT_ONCE + 4);
        assertThat(begun.indexOf("other 1")).as("%s", begun).isLessThan(AT_ONCE + 8);
        assertThat(most.get()).isEqualTo(AT_ONCE);
        assertThat(submissions.waiting()).isZero();
    }

    @Test
    void whatFailsGivesItsPlaceUp() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(1);
        for (int i = 0; i < AT_ONCE + 1; i++) {
            note("failing");
            executor.execute(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> begun.add(error.getMessage()));
                throw new IllegalStateException("as it should");
            });
        }

        submit("other", "other", all);
        mayEnd.release();

        assertThat(all.await(10, SECONDS)).isTrue();
    }

    /// What is not about an app.
    @Test
    void whatWasNotNotedDoesNotWait() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            submit("crowd", "crowd " + i, waiting);
        }
        CountDownLatch done = new CountDownLatch(1);

        executor.execute(done::countDown);

        assertThat(done.await(10, SECONDS)).isTrue();
        assertThat(waiting.getCount()).isEqualTo(AT_ONCE);
    }

    @Test
    void whatWaitsIsNotBegunAfterTheEnd() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(AT_ONCE);
        for (int i = 0; i < AT_ONCE + 1; i++) {
            submit("crowd", "crowd " + i, ended);
        }

        executor.shutdown();
        assertThat(submissions.waiting()).isZero();
        mayEnd.release(AT_ONCE + 1);

        assertThat(executor.awaitTermination(10, SECONDS)).isTrue();
        assertThat(begun).hasSizeLessThanOrEqualTo(AT_ONCE);
        assertThat(ended.getCount()).isZero();
    }

    private void submit(String tenant, String name, CountDownLatch done) {
        note(tenant);
        executor.execute(() -> {
            begun.add(name);
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            mayEnd.acquireUninterruptibly();
            running.decrementAndGet();
            done.countDown();
        });
    }

    private void note(String tenant) {
        NoKubeApp app = new NoKubeApp();
        app.setMetadata(new ObjectMetaBuilder()
                .withNamespace(tenant)
                .withName("app")
                .withGeneration(1L)
                .build());
        submissions.reconciliationSubmitted(app, null, Map.of());
    }
}
