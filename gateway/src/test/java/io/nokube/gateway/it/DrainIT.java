package io.nokube.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The gateway is told to stop (SIGTERM) while it is busy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainIT {
    private static final int CLIENTS = 16;
    private static final int STREAMS = 8;
    private static final String WHOLE = "x".repeat(20_000);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EmbeddedDatabase database = EmbeddedDatabase.startTemporary();
    private final HttpService build = HttpService.start();
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger streamsLeft = new AtomicInteger();
    private final AtomicInteger slowUnderWay = new AtomicInteger();

    @BeforeAll
    void serve() {
        build.behave(this::answer);
    }

    @AfterAll
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        build.close();
        database.close();
    }

    @Test
    void noAcceptedRequestIsDroppedAndStreamsEndInOrder() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(environment())) {
            int port = gateway.port();
            String token = signIn(port);
            List<Stream> streams = IntStream.range(0, STREAMS)
                    .mapToObj(i -> new Stream(port, token))
                    .toList();
            await().until(() -> streams.stream().allMatch(Stream::hasEvents));
            List<KeepAliveClient> clients = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                KeepAliveClient client = new KeepAliveClient(port, targets(i), token, WHOLE);
                clients.add(client);
                threads.add(Thread.ofVirtual().start(client));
            }
            await().until(() -> clients.stream().allMatch(client -> client.started() > 1));
            await().untilAtomic(slowUnderWay, org.hamcrest.Matchers.greaterThan(0));

            gateway.terminate();

            await().atMost(Duration.ofSeconds(5)).until(() -> readiness(gateway) == 503);
            int whenNotReady =
                    clients.stream().mapToInt(KeepAliveClient::started).sum();
            assertThat(gateway.awaitEnd()).as("143 is what SIGTERM makes of it").isEqualTo(143);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(clients).flatExtracting(KeepAliveClient::dropped).isEmpty();
            assertThat(clients)
                    .allSatisfy(client -> assertThat(client.answered()).isEqualTo(client.started()));
            assertThat(clients.stream().mapToInt(KeepAliveClient::started).sum())
                    .as("still served while others are told that it is not ready")
                    .isGreaterThan(whenNotReady);
            assertThat(clients)
                    .allSatisfy(client -> assertThat(client.askedToLeave()).isPositive());
            assertThat(streams).allSatisfy(stream -> {
                assertThat(stream.awaitEnd()).endsWith("data: still here\n\n\r\n0\r\n\r\n");
            });
            await().untilAtomic(streamsLeft, org.hamcrest.Matchers.equalTo(STREAMS));
            assertThat(gateway.log()).noneMatch(line -> line.contains("Timed out waiting"));
        }
    }

    /// Every client asks for quick things; the first ones also for what takes longer than the gateway listens.
    private static List<String> targets(int client) {
        return client < 4
                ? List.of("/api/v1/builds/quick", "/api/v1/builds/slow", "/api/v1/builds/parts")
                : List.of("/api/v1/builds/quick", "/api/v1/builds/quick", "/api/v1/builds/parts");
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/api/v1/builds/quick" -> vertx.setTimer(5, over -> response.end(WHOLE));
            case "/api/v1/builds/slow" -> {
                slowUnderWay.incrementAndGet();
                vertx.setTimer(5_000, over -> response.end(WHOLE));
            }
            case "/api/v1/builds/parts" -> {
                response.setChunked(true).write(WHOLE.substring(0, 10_000));
                vertx.setTimer(300, over -> response.end(WHOLE.substring(10_000)));
            }
            default -> {
                request.connection().closeHandler(closed -> streamsLeft.incrementAndGet());
                response.setChunked(true).putHeader("content-type", "text/event-stream");
                response.write("data: still here\n\n");
            }
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                // Longer than by default: a busy machine takes its time to ask for readiness.
                "QUARKUS_SHUTDOWN_DELAY",
                "3S",
                "NOKUBE_DB_URL",
                database.url(),
                "NOKUBE_BUILD_SVC_URL",
                "http://127.0.0.1:" + build.port(),
                "NOKUBE_MONITOR_SVC_URL",
                "http://127.0.0.1:" + build.port(),
                "NOKUBE_ADMIN_USERNAME",
                "morpheus",
                "NOKUBE_ADMIN_PASSWORD",
                Backends.ADMIN_PASSWORD);
    }

    private static String signIn(int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"username": "morpheus", "password": "%s"}""".formatted(Backends.ADMIN_PASSWORD)))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        return new ObjectMapper()
                .readTree(answer.body())
                .at("/token/access_token")
                .asText();
    }

    private static int readiness(GatewayProcess gateway) throws Exception {
        URI ready = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/q/health/ready");
        return HTTP.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /// An open event stream and all that came on its connection.
    private static final class Stream {
        private final List<Character> received = new CopyOnWriteArrayList<>();
        private final Thread reader;

        Stream(int port, String token) {
            this.reader = Thread.ofVirtual().start(() -> read(port, token));
        }

        boolean hasEvents() {
            return text().contains("data: still here");
        }

        String awaitEnd() throws InterruptedException {
            reader.join();
            return text();
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            received.forEach(text::append);
            return text.toString();
        }

        private void read(int port, String token) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write(("GET /api/v1/builds/1/events HTTP/1.1\r\nHost: h.test\r\nAuthorization: Bearer " + token
                                        + "\r\n\r\n")
                                .getBytes(ISO_8859_1));
                var input = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
                for (int next = input.read(); next >= 0; next = input.read()) {
                    received.add((char) next);
                }
            } catch (IOException e) {
                e.toString().chars().forEach(c -> received.add((char) c));
            }
        }
    }
}
