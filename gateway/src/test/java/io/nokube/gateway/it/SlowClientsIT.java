package io.nokube.gateway.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Clients that take their time over sending a request.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientsIT {
    private static final int CROWD = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BEGUN = "GET /api/v1/auth/options HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    private static final String WHOLE = "GET /api/v1/auth/options HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EmbeddedDatabase database = EmbeddedDatabase.startTemporary();
    private final HttpService service = HttpService.start();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private GatewayProcess gateway;

    @BeforeAll
    void start() throws Exception {
        service.behave(request -> Thread.ofVirtual().start(() -> {
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            request.response().end("answered");
        }));
        String url = "http://127.0.0.1:" + service.port();
        gateway = GatewayProcess.start(Map.of(
                "NOKUBE_CLIENT_TIMEOUT",
                "2s",
                "NOKUBE_DB_URL",
                database.url(),
                "NOKUBE_BUILD_SVC_URL",
                url,
                "NOKUBE_MONITOR_SVC_URL",
                url,
                "NOKUBE_ADMIN_USERNAME",
                "morpheus",
                "NOKUBE_ADMIN_PASSWORD",
                Backends.ADMIN_PASSWORD,
                "NOKUBE_LIMIT_ADDRESS_REQUESTS",
                "off"));
        assertThat(options()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        gateway.close();
        service.close();
        database.close();
    }

    /// Each sends a byte again and again, so that none is ever idle.
    @Test
    void tenThousandHalfRequestsAreEndedAndHoldNobodyUp() throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
                channel.configureBlocking(false);
                crowd.add(channel);
                send(channel, BEGUN);
            }
            await().atMost(PATIENCE).until(() -> {
                assertThat(options()).isEqualTo(200);
                crowd.removeIf(SlowClientsIT::isEnded);
                return crowd.isEmpty();
            });
        } finally {
            closeAll(crowd);
        }
        assertThat(options()).isEqualTo(200);
    }

    @Test
    void aSlowSecondRequestEndsItsConnectionAndAnIdleOneDoesNot() throws Exception {
        try (Socket idle = connect();
                Socket slow = connect()) {
            ask(idle);
            ask(slow);

            awaitEnd(slow, BEGUN);

            ask(idle);
        }
    }

    @Test
    void aBodyThatDoesNotComeEndsItsConnection() throws Exception {
        try (Socket slow = connect()) {
            awaitEnd(slow, """
                    POST /api/v1/auth/login HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 100000\r
                    \r
                    {"username": \"""");
        }
    }

    /// What takes long is the service, not the client.
    @Test
    void whoeverWaitsForAnAnswerIsNotEnded() throws Exception {
        String token = signIn();
        CompletableFuture<String> answer = HTTP.sendAsync(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + gateway.port() + "/api/v1/builds/one/events"))
                                .header("Authorization", "Bearer " + token)
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofString())
                .thenApply(response -> response.statusCode() + " " + response.body());
        try (Socket slow = connect()) {
            awaitEnd(slow, BEGUN);
        }
        assertThat(answer).isNotDone();

        mayAnswer.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("200 answered");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /// Sends a whole request and reads its answer.
    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write(WHOLE.getBytes(US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(next(socket));
        }
        assertThat(head).startsWith("HTTP/1.1 200 ");
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).as("%s", head).isTrue();
        for (int left = Integer.parseInt(length.group(1)); left > 0; left--) {
            next(socket);
        }
    }

    private static char next(Socket socket) throws IOException {
        int read = socket.getInputStream().read();
        assertThat(read).as("the connection is open").isNotNegative();
        return (char) read;
    }

    private String signIn() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"username": "morpheus", "password": "%s"}""".formatted(Backends.ADMIN_PASSWORD)))
                .build();
        String answer = HTTP.send(request, BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(answer).at("/token/access_token").asText();
    }

    /// Begins a request and goes on with it, a byte at a time, until the connection is closed.
    private static void awaitEnd(Socket socket, String begun) throws IOException {
        socket.getOutputStream().write(begun.getBytes(US_ASCII));
        socket.setSoTimeout(100);
        await().atMost(PATIENCE).until(() -> {
            try {
                socket.getOutputStream().write('x');
                return socket.getInputStream().read() == -1;
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private static boolean isEnded(SocketChannel channel) {
        try {
            send(channel, "x");
            return channel.read(ByteBuffer.allocate(1)) == -1;
        } catch (IOException e) {
            return true;
        }
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void closeAll(List<SocketChannel> crowd) throws IOException {
        for (SocketChannel channel : crowd) {
            channel.close();
        }
    }

    private int options() throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + gateway.port() + "/api/v1/auth/options"))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
