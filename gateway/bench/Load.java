import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Requests for the small answer, on connections that are kept.
final class Load {
    private static final int CONNECTIONS = 16;

    private Load() {}

    /// As many as go through in the time given, each connection asking again when it was answered.
    ///
    /// @param most how many are enough, about
    /// @return how many
    static long closed(Target target, long millis, long most) throws Exception {
        long end = System.nanoTime() + millis * 1_000_000;
        // Rounded up: of fewer than there are connections each still asks one.
        long each = Math.ceilDiv(most, (long) CONNECTIONS);
        List<Callable<Long>> workers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            workers.add(() -> {
                try (Connection connection = new Connection(target)) {
                    long count = 0;
                    while (System.nanoTime() < end && count < each) {
                        connection.ask();
                        count++;
                    }
                    return count;
                }
            });
        }
        long sum = 0;
        for (Future<Long> done : run(workers)) {
            sum += done.get();
        }
        return sum;
    }

    /// Requests at a fixed rate. What is late because those before it were slow counts from when it was due.
    ///
    /// @return how long each took, in microseconds, sorted
    static long[] open(Target target, int perSecond, int seconds) throws Exception {
        int all = perSecond * seconds;
        long[] micros = new long[all];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime() + 50_000_000;
        List<Callable<Long>> workers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            workers.add(() -> {
                try (Connection connection = new Connection(target)) {
                    for (int mine = next.getAndIncrement(); mine < all; mine = next.getAndIncrement()) {
                        long due = start + mine * 1_000_000_000L / perSecond;
                        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                            LockSupport.parkNanos(left);
                        }
                        connection.ask();
                        micros[mine] = (System.nanoTime() - due) / 1_000;
                    }
                    return 0L;
                }
            });
        }
        for (Future<Long> done : run(workers)) {
            done.get();
        }
        Arrays.sort(micros);
        return micros;
    }

    private static List<Future<Long>> run(List<Callable<Long>> workers) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            return threads.invokeAll(workers);
        }
    }

    /// One connection and what is asked on it.
    static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream input;
        private final OutputStream output;
        private final byte[] request;

        Connection(Target target) throws IOException {
            socket = target.connect();
            input = new BufferedInputStream(socket.getInputStream(), 16_384);
            output = socket.getOutputStream();
            request = target.get();
        }

        void ask() throws IOException {
            ask(request);
        }

        void ask(byte[] asked) throws IOException {
            output.write(asked);
            Head head = Head.read(input);
            if (head == null || !head.start().startsWith("HTTP/1.1 200")) {
                throw new IOException("Answered " + (head == null ? "nothing" : head.start()));
            }
            head.skipBody(input);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
