package io.nokube.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRequestsTest {
    @Test
    void nobodyHasMoreThanHisShare() {
        OpenRequests open = new OpenRequests(10, Optional.of(2));

        assertThat(open.enter("neo")).isEmpty();
        assertThat(open.enter("neo")).isEmpty();
        ProblemException refused = open.enter("neo").orElseThrow();
        assertThat(refused.problem().status()).isEqualTo(429);
        assertThat(refused.problem().detail()).contains("2 requests");
        assertThat(refused.headers()).containsEntry("Retry-After", "5");
        assertThat(open.enter("trinity")).as("another user").isEmpty();

        open.leave("neo");
        assertThat(open.enter("neo")).as("once one has ended").isEmpty();
        assertThat(open.enter("neo")).isPresent();
    }

    @Test
    void allTogetherHaveNoMoreThanThereIs() {
        OpenRequests open = new OpenRequests(2, Optional.of(2));
        assertThat(open.enter("neo")).isEmpty();
        assertThat(open.enter("trinity")).isEmpty();

        ProblemException refused = open.enter("morpheus").orElseThrow();
        assertThat(refused.problem().status()).isEqualTo(503);
        assertThat(refused.headers()).containsEntry("Retry-After", "5");

        open.leave("trinity");
        assertThat(open.enter("morpheus")).isEmpty();
    }

    /// What was refused is not counted, or it would never be let in again.
    @Test
    void whoeverKeepsAskingIsLetInOnceThereIsRoom() {
        OpenRequests open = new OpenRequests(2, Optional.of(1));
        assertThat(open.enter("neo")).isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(open.enter("neo")).isPresent();
        }
        assertThat(open.enter("trinity")).isEmpty();
        open.leave("neo");
        assertThat(open.enter("neo")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, 3", "8192, 6144", "2, 2", "1, 1"})
    void oneUserHasThreeQuartersWhereNothingIsSaid(int most, int ofOne) {
        OpenRequests open = new OpenRequests(most, Optional.empty());

        for (int i = 0; i < ofOne; i++) {
            assertThat(open.enter("neo")).isEmpty();
        }
        assertThat(open.enter("neo")).isPresent();
    }

    @Test
    void countsOnSeveralThreads() throws Exception {
        OpenRequests open = new OpenRequests(100, Optional.of(100));
        CountDownLatch begun = new CountDownLatch(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4)
                    .forEach(_ -> threads.execute(() -> {
                        begun.countDown();
                        try {
                            begun.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        for (int i = 0; i < 10_000; i++) {
                            if (open.enter("neo").isEmpty()) {
                                open.leave("neo");
                            }
                        }
                    }));
        }

        for (int i = 0; i < 100; i++) {
            assertThat(open.enter("neo")).isEmpty();
        }
        assertThat(open.enter("neo")).isPresent();
    }

    /// Heap in MiB.
    @ParameterizedTest
    @CsvSource({"32, 512", "112, 2048", "160, 4505", "192, 6144", "6000, 8192", "8796093022207, 8192"})
    void holdsNoMoreThanTheHeapDoes(long heap, int connections) {
        assertThat(HeapShare.connections(heap * 1024 * 1024)).isEqualTo(connections);
    }
}
