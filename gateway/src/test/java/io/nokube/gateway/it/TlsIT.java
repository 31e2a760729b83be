package io.nokube.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gateway with a certificate of its own: TLS, and HTTP/2 with it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the first test
class TlsIT {
    @TempDir
    static Path folder;

    private final EmbeddedDatabase database = EmbeddedDatabase.startTemporary();
    private final HttpService build = HttpService.start();
    private final Map<String, String> environment = new HashMap<>();
    private TestCertificate tls;
    private GatewayProcess gateway;
    private HttpClient http;
    private String token;

    @BeforeAll
    void start() throws Exception {
        tls = TestCertificate.make(folder);
        environment.put("QUARKUS_SHUTDOWN_DELAY", "2S");
        environment.put("NOKUBE_DB_URL", database.url());
        environment.put("NOKUBE_BUILD_SVC_URL", "http://127.0.0.1:" + build.port());
        environment.put("NOKUBE_MONITOR_SVC_URL", "http://127.0.0.1:" + build.port());
        environment.put("NOKUBE_ADMIN_USERNAME", "morpheus");
        environment.put("NOKUBE_ADMIN_PASSWORD", Backends.ADMIN_PASSWORD);
        environment.put("NOKUBE_TLS_CERTIFICATE", tls.certificate().toString());
        environment.put("NOKUBE_TLS_KEY", tls.key().toString());
        gateway = GatewayProcess.start(environment);
        http = HttpClient.newBuilder()
                .version(Version.HTTP_2)
                .sslContext(tls.clients())
                .build();
        HttpResponse<String> signedIn = http.send(
                request("/api/v1/auth/login")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("""
                            {"username": "morpheus", "password": "%s"}""".formatted(Backends.ADMIN_PASSWORD)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(signedIn.headers().firstValue("set-cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("Secure"));
        token = new ObjectMapper()
                .readTree(signedIn.body())
                .at("/token/access_token")
                .asText();
    }

    @BeforeEach
    void behave() {
        build.behave();
    }

    @AfterAll
    void stop() {
        if (http != null) {
            http.shutdownNow();
        }
        if (gateway != null) {
            gateway.close();
        }
        build.close();
        database.close();
    }

    @Test
    void aRequestOverHttp2IsPassedOnLikeAnyOther() throws Exception {
        HttpResponse<String> answer = send(mine("/api/v1/builds?limit=1").build());

        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
        assertThat(answer.headers().map()).doesNotContainKeys("connection", "transfer-encoding", "keep-alive");
        HttpService.Seen seen = build.only();
        assertThat(seen.target()).isEqualTo("/api/v1/builds?limit=1");
        assertThat(seen.header("X-Forwarded-Proto")).containsExactly("https");
        assertThat(seen.header("X-Forwarded-Host")).containsExactly("127.0.0.1:" + gateway.tlsPort());
        assertThat(seen.header("Authorization")).singleElement().asString().startsWith("Bearer ");
    }

    @Test
    void manyRequestsShareAConnectionAndNoneIsMixedUp() {
        build.behave(request -> request.response().end(request.path()));
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
                .mapToObj(i -> http.sendAsync(mine("/api/v1/builds/" + i).build(), BodyHandlers.ofString()))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join().body()).isEqualTo("/api/v1/builds/" + i);
        }
    }

    @Test
    void anUploadIsPassedOnWholeAndCutAtTheLimit() throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        build.behave(request -> request.handler(part -> arrived.addAndGet(part.length()))
                .endHandler(end -> request.response().end("got " + arrived.get())));

        HttpResponse<String> fits = send(mine("/api/v1/builds")
                .POST(BodyPublishers.ofByteArray(new byte[900_000]))
                .build());
        assertThat(fits.body()).isEqualTo("got 900000");

        HttpResponse<String> unknownLength = send(mine("/api/v1/builds")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[800_000])))
                .build());
        assertThat(unknownLength.statusCode()).isEqualTo(200);

        HttpResponse<String> tooLarge = send(mine("/api/v1/builds")
                .POST(BodyPublishers.ofByteArray(new byte[2 << 20]))
                .build());
        assertThat(tooLarge.statusCode()).isEqualTo(413);
    }

    @Test
    void anEventIsSeenAtOnceAndWhoLeavesEndsTheStreamAtTheService() throws Exception {
        CompletableFuture<Void> left = new CompletableFuture<>();
        build.behave(request -> {
            request.connection().closeHandler(closed -> left.complete(null));
            request.response().exceptionHandler(broken -> left.complete(null));
            request.response()
                    .setChunked(true)
                    .putHeader("content-type", "text/event-stream")
                    .write("data: first\n\n");
        });
        HttpResponse<InputStream> stream =
                http.send(mine("/api/v1/builds/1/events").build(), BodyHandlers.ofInputStream());
        try (var events = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
            assertThat(events.readLine()).isEqualTo("data: first");
            assertThat(left).isNotDone();
        }

        assertThat(left).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void whoSpeaksHttp1OverTlsIsServedToo() throws Exception {
        HttpResponse<String> answer =
                send(mine("/api/v1/builds").version(Version.HTTP_1_1).build());

        assertThat(answer.version()).isEqualTo(Version.HTTP_1_1);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1//builds", "/api/v1/builds/%2e%2e/users", "/api/v1/builds;x", "/api/v1/builds/%00"})
    void oddSpellingsGetNowhere(String target) throws Exception {
        assertThat(send(mine(target).build()).statusCode()).isBetween(400, 499);
        assertThat(build.seen()).isEmpty();
    }

    /// Told to stop, it takes no new streams on the connection and ends those that are under way well.
    @Test
    void whatIsUnderWayIsAnsweredWholeWhenTheGatewayStops() throws Exception {
        CompletableFuture<HttpServerRequest> came = new CompletableFuture<>();
        build.behave(request -> {
            if (request.path().endsWith("/events")) {
                request.response()
                        .setChunked(true)
                        .putHeader("content-type", "text/event-stream")
                        .write("data: first\n\n");
            } else {
                came.complete(request);
            }
        });
        try (GatewayProcess stopping = GatewayProcess.start(environment);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(tls.clients()).build()) {
            URI base = URI.create("https://127.0.0.1:" + stopping.tlsPort());
            HttpResponse<InputStream> stream = client.send(
                    mine("/api/v1/builds/1/events")
                            .uri(base.resolve("/api/v1/builds/1/events"))
                            .build(),
                    BodyHandlers.ofInputStream());
            CompletableFuture<HttpResponse<String>> slow = client.sendAsync(
                    mine("/api/v1/builds/1")
                            .uri(base.resolve("/api/v1/builds/1"))
                            .build(),
                    BodyHandlers.ofString());
            HttpServerRequest underWay = came.get(20, TimeUnit.SECONDS);

            stopping.terminate();
            await().untilAsserted(() ->
                    assertThat(stopping.log()).anyMatch(line -> line.contains("taking no new connections")));
            underWay.response().end("whole");

            assertThat(slow.get(20, TimeUnit.SECONDS).body()).isEqualTo("whole");
            assertThat(stream.version()).isEqualTo(Version.HTTP_2);
            assertThat(new String(stream.body().readAllBytes(), UTF_8))
                    .as("ends, and is not broken off")
                    .isEqualTo("data: first\n\n");
            assertThat(stopping.awaitEnd()).isEqualTo(143);
        }
    }

    @Test
    void withoutTlsThereIsNoHttp2() throws Exception {
        assertThat(plain("GET /api/v1/auth/options HTTP/1.1\r\nHost: h.test\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"))
                .as("an offer to change the protocol is passed over (RFC 9110, section 7.8)")
                .startsWith("HTTP/1.1 200 ");
        assertThat(plain("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 2")
                .doesNotContain("\0\0");
    }

    private String plain(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            byte[] answer = new byte[256];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(length, 0), ISO_8859_1);
        }
    }

    private HttpRequest.Builder mine(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + gateway.tlsPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException, ExecutionException {
        return http.sendAsync(request, BodyHandlers.ofString()).get();
    }
}
