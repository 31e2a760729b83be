import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Many open event streams through one target, and how long events take on them.
final class Streams implements AutoCloseable {
    private static final int PER_SECOND = 500;

    private final Backend backend;
    private final List<Socket> sockets = new ArrayList<>();
    private final long[] micros;
    private final AtomicInteger received = new AtomicInteger();

    private Streams(Backend backend, int events) {
        this.backend = backend;
        this.micros = new long[events];
    }

    /// Opens `count` streams, which can then take `events` events in all.
    static Streams open(Target target, Backend backend, int count, int events) throws Exception {
        backend.forgetStreams();
        Streams streams = new Streams(backend, events);
        Semaphore opening = new Semaphore(64);
        for (int i = 0; i < count; i++) {
            if (!opening.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new IOException("Streams do not open through " + target.name());
            }
            Socket socket = target.connect();
            socket.setSoTimeout(0);
            socket.getOutputStream().write(target.get("/api/v1/builds/" + i + "/events"));
            streams.sockets.add(socket);
            Thread.ofVirtual().start(() -> streams.read(socket, opening));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (backend.openStreams() < count) {
            if (System.nanoTime() > end) {
                throw new IOException(backend.openStreams() + " of " + count + " streams open through " + target.name());
            }
            LockSupport.parkNanos(10_000_000);
        }
        return streams;
    }

    /// Sends the events, each to a stream chosen at random.
    ///
    /// @return from sent to seen, in microseconds, sorted
    long[] measure() throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < micros.length; i++) {
            long due = start + i * 1_000_000_000L / PER_SECOND;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            backend.emit(ThreadLocalRandom.current().nextInt(sockets.size()));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (received.get() < micros.length) {
            if (System.nanoTime() > end) {
                throw new IOException("Only " + received + " of " + micros.length + " events came");
            }
            LockSupport.parkNanos(10_000_000);
        }
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private void read(Socket socket, Semaphore opening) {
        try {
            InputStream input = new BufferedInputStream(socket.getInputStream(), 512);
            Head head = Head.read(input);
            opening.release();
            if (head == null || !head.start().startsWith("HTTP/1.1 200")) {
                return;
            }
            for (String line = Head.line(input); line != null; line = Head.line(input)) {
                if (line.startsWith("data: ")) {
                    long sent = Long.parseLong(line.substring(6));
                    micros[received.getAndIncrement()] = (System.nanoTime() - sent) / 1_000;
                }
            }
        } catch (IOException e) {
            // Closed at the end of the measurement.
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
