package io.nokube.monitor.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a client and the API server and treats the client badly, as long as it is told to: answers that are
/// errors, answers that are lost, watches that break, expire or lag behind.
///
/// Everything is drawn from one seed. To the client it speaks plain HTTP and authenticates nobody.
final class FaultyApiServer implements AutoCloseable {
    private static final int BUFFER = 8192;
    private static final int LONGER_THAN_THE_CLIENT_WAITS = 12;
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "host", "upgrade", "transfer-encoding", "accept-encoding");

    /// What becomes of a request.
    enum Fault {
        CONFLICT(409, "Conflict", "the object has been modified; please apply your changes to the latest version"),
        TOO_MANY(429, "TooManyRequests", "the server is busy"),
        STORAGE_FAILED(500, "", "etcdserver: request timed out"),
        WEBHOOK_FAILED(500, "InternalError", "Internal error occurred: failed calling webhook \"check.example.com\""),
        UNAVAILABLE(503, "ServiceUnavailable", "the server is currently unable to handle the request"),
        /// The connection ends before the API server hears of it.
        REQUEST_LOST,
        /// It is carried out, and the connection ends before the client hears of it.
        ANSWER_LOST,
        /// It is carried out late.
        LATE,
        /// There is no answer for longer than the client waits.
        HANGING,
        /// A watch that is not begun, as while the API server is replaced.
        WATCH_REFUSED(503, "ServiceUnavailable", "the server is currently unable to handle the request"),
        /// A watch that ends.
        WATCH_ENDED,
        /// A watch of a version that is too old.
        WATCH_EXPIRED,
        /// A watch whose events come late.
        WATCH_LAGGING;

        final int status;
        final String reason;
        final String message;

        Fault() {
            this(0, "", "");
        }

        Fault(int status, String reason, String message) {
            this.status = status;
            this.reason = reason;
            this.message = message;
        }

        String body() {
            return """
                    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "reason": "%s", "message": "%s"}
                    """.formatted(status, reason, message.replace("\"", "\\\"")).strip();
        }
    }

    private static final List<Fault> OF_WATCHES =
            List.of(Fault.WATCH_ENDED, Fault.WATCH_EXPIRED, Fault.WATCH_LAGGING, Fault.WATCH_REFUSED);
    private static final List<Fault> OF_WRITES = List.of(
            Fault.CONFLICT,
            Fault.TOO_MANY,
            Fault.REQUEST_LOST,
            Fault.STORAGE_FAILED,
            Fault.ANSWER_LOST,
            Fault.WEBHOOK_FAILED,
            Fault.LATE,
            Fault.UNAVAILABLE,
            Fault.HANGING);
    private static final List<Fault> OF_READS = List.of(
            Fault.TOO_MANY, Fault.STORAGE_FAILED, Fault.UNAVAILABLE, Fault.REQUEST_LOST, Fault.ANSWER_LOST, Fault.LATE);

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final URI target;
    private final Random random;
    private final Map<Fault, AtomicInteger> counts = new EnumMap<>(Fault.class);
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger watches = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean isFaulty;
    private volatile boolean isGarbling;

    /// @param config how the API server is reached
    FaultyApiServer(Config config, long seed) throws IOException, GeneralSecurityException {
        this.target = URI.create(config.getMasterUrl());
        this.random = new Random(seed);
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if ("https".equals(target.getScheme())) {
            builder.sslContext(SSLUtils.sslContext(config));
        }
        this.client = builder.build();
        for (Fault fault : Fault.values()) {
            counts.put(fault, new AtomicInteger());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void faulty(boolean on) {
        isFaulty = on;
    }

    /// Has every watch send what is no event, the next time that it has something to send.
    void garble() {
        isGarbling = true;
    }

    /// How often each fault has been done to the client.
    Map<Fault, Integer> counts() {
        Map<Fault, Integer> done = new EnumMap<>(Fault.class);
        counts.forEach((fault, count) -> done.put(fault, count.get()));
        return done;
    }

    /// How much was asked for, without watches.
    int requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            if (exchange.getRequestHeaders().containsKey("Upgrade")) {
                // No web socket: the client then watches over plain HTTP.
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            if (query.contains("watch=true")) {
                watch(exchange);
            } else {
                requests.incrementAndGet();
                answer(exchange);
            }
        } catch (IOException _) {
            // Whoever it was has left, or the API server has.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Fault fault = draw(!"GET".equals(exchange.getRequestMethod()));
        if (fault == Fault.REQUEST_LOST) {
            return;
        }
        if (fault != null && fault.status != 0) {
            refuse(exchange, fault);
            return;
        }
        if (fault == Fault.LATE) {
            TimeUnit.MILLISECONDS.sleep(chance(500));
        }
        if (fault == Fault.HANGING) {
            TimeUnit.SECONDS.sleep(LONGER_THAN_THE_CLIENT_WAITS);
            return;
        }
        HttpResponse<byte[]> answer = client.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
        if (fault == Fault.ANSWER_LOST) {
            return;
        }
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
        byte[] problem = fault.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (fault == Fault.TOO_MANY) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(fault.status, problem.length);
        exchange.getResponseBody().write(problem);
    }

    private void watch(HttpExchange exchange) throws IOException, InterruptedException {
        Fault fault = OF_WATCHES.get(watches.getAndIncrement() % OF_WATCHES.size());
        if (isFaulty && fault == Fault.WATCH_REFUSED) {
            refuse(exchange, count(fault));
            return;
        }
        HttpResponse<InputStream> answer =
                client.send(request(exchange, new byte[0]), HttpResponse.BodyHandlers.ofInputStream());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        try (InputStream events = answer.body();
                OutputStream out = exchange.getResponseBody()) {
            out.flush();
            int left = 1 + chance(20);
            // Each event is a line.
            boolean isWhole = true;
            byte[] buffer = new byte[BUFFER];
            for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
                boolean isDue = isFaulty && --left <= 0;
                if (isDue && fault == Fault.WATCH_ENDED) {
                    count(fault);
                    return;
                }
                if (isDue && isWhole && fault == Fault.WATCH_EXPIRED) {
                    count(fault);
                    out.write("""
                            {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "status": "Failure", \
                            "code": 410, "reason": "Expired", "message": "too old resource version"}}
                            """.getBytes(StandardCharsets.UTF_8));
                    return;
                }
                if (isFaulty && fault == Fault.WATCH_LAGGING) {
                    count(fault);
                    TimeUnit.MILLISECONDS.sleep(chance(400));
                }
                if (isGarbling) {
                    out.write("<html>\n".getBytes(StandardCharsets.UTF_8));
                }
                out.write(buffer, 0, read);
                out.flush();
                isWhole = buffer[read - 1] == '\n';
            }
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    /// One request in four goes wrong, each time in another way.
    private Fault draw(boolean isWrite) {
        if (!isFaulty || chance(4) != 0) {
            return null;
        }
        List<Fault> faults = isWrite ? OF_WRITES : OF_READS;
        return count(faults.get(turn.getAndIncrement() % faults.size()));
    }

    private Fault count(Fault fault) {
        counts.get(fault).incrementAndGet();
        return fault;
    }

    private int chance(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        client.shutdownNow();
    }
}
