package io.nokube.monitor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(2);

    @Test
    void noMoreAtOnceThanAllowedAndEachOnce() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String tenant = "tenant" + i % 3;
            threads.add(Thread.startVirtualThread(() -> turns.take(tenant, false, () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                return done.incrementAndGet();
            })));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(done).hasValue(200);
        assertThat(most.get()).isBetween(1, 2);
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void anotherTenantDoesNotWaitForAllOfOne() throws InterruptedException {
        CountDownLatch busy = occupy();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> waiting = new ArrayList<>();
        for (String tenant : List.of("a", "a", "a", "a", "b")) {
            int before = turns.waiting();
            waiting.add(Thread.startVirtualThread(() -> turns.take(tenant, false, () -> order.add(tenant))));
            await().until(() -> turns.waiting() > before);
        }

        busy.countDown();

        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(order).hasSize(5);
        assertThat(order.indexOf("b")).isLessThan(4);
    }

    @Test
    void whoIsInterruptedDoesNothingAndTakesNoTurn() throws InterruptedException {
        CountDownLatch busy = occupy();
        AtomicInteger done = new AtomicInteger();
        Thread waiting = Thread.startVirtualThread(() -> turns.take("a", true, done::incrementAndGet));
        await().until(() -> turns.waiting() == 1);

        waiting.interrupt();
        waiting.join();
        busy.countDown();

        assertThat(turns.waiting()).isZero();
        assertThat(turns.take("a", false, () -> "turn")).isEqualTo(Optional.of("turn"));
        assertThat(done).hasValue(0);
    }

    /// All turns, until the latch is opened.
    private CountDownLatch occupy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Thread.startVirtualThread(() -> turns.take("a", false, () -> {
                taken.countDown();
                try {
                    busy.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }));
        }
        taken.await();
        return busy;
    }
}
