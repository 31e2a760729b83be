package io.nokube.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SharedBuffersTest {
    private static final int THREADS = 100;

    /// All of them are alive when the buffers are counted.
    @Test
    void manyThreadsKeepFewBuffers() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        new SharedBuffers().customize(mapper);
        CountDownLatch counted = new CountDownLatch(1);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch written = new CountDownLatch(THREADS);
            List<Future<String>> texts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                texts.add(threads.submit(() -> {
                    String text = mapper.writeValueAsString(Map.of("number", number));
                    written.countDown();
                    counted.await();
                    return text;
                }));
            }
            written.await();
            int buffers = mapper.getFactory()._getRecyclerPool().pooledCount();
            counted.countDown();

            assertThat(buffers).isBetween(1, 32);
            for (int i = 0; i < THREADS; i++) {
                assertThat(texts.get(i).get()).isEqualTo("{\"number\":%d}", i);
            }
        }
    }
}
