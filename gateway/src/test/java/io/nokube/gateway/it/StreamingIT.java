package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.as;
import static io.nokube.gateway.it.Gateway.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
class StreamingIT {
    private static final int MIB = 1024 * 1024;
    HttpService build;
    private String token;

    @BeforeEach
    void signIn() {
        build.behave();
        token = Gateway.token("neo");
    }

    @Test
    void anEventIsSeenBeforeTheNextIsSent() throws Exception {
        CompletableFuture<HttpServerResponse> stream = openStream();

        // The headers are here although no event has been sent yet.
        HttpResponse<InputStream> response =
                send(as(token, "/api/v1/builds/1/events").header("Last-Event-ID", "0"), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(response.headers().firstValue("x-accel-buffering")).contains("no");
        assertThat(build.only().header("last-event-id")).containsExactly("0");

        HttpServerResponse service = stream.get(5, TimeUnit.SECONDS);
        try (BufferedReader events = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            for (int i = 1; i <= 20; i++) {
                service.write("id: " + i + "\ndata: {\"n\":" + i + "}\n\n");
                assertThat(events.readLine()).isEqualTo("id: " + i);
                assertThat(events.readLine()).isEqualTo("data: {\"n\":" + i + "}");
                assertThat(events.readLine()).isEmpty();
            }
            service.end();
            assertThat(events.readLine()).isNull();
        }
    }

    @Test
    void aStreamMayBeQuietForLongerThanAnAnswerMayTake() throws Exception {
        CompletableFuture<HttpServerResponse> stream = openStream();
        HttpResponse<InputStream> response = send(as(token, "/api/v1/builds/1/events"), BodyHandlers.ofInputStream());
        HttpServerResponse service = stream.get(5, TimeUnit.SECONDS);
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        // The gateway waits 2 s for an answer to begin.
        quiet.completeOnTimeout(null, 3, TimeUnit.SECONDS).get();

        service.write("data: still here\n\n");

        try (BufferedReader events = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            assertThat(events.readLine()).isEqualTo("data: still here");
        }
        service.end();
    }

    @Test
    void aClientThatLeavesAStreamEndsItAtTheService() throws Exception {
        CompletableFuture<Void> left = new CompletableFuture<>();
        build.behave(request -> {
            request.connection().closeHandler(closed -> left.complete(null));
            request.response()
                    .setChunked(true)
                    .putHeader("content-type", "text/event-stream")
                    .writeHead();
        });
        try (Socket client = get("/api/v1/builds/1/events")) {
            assertThat(new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)).readLine())
                    .isEqualTo("HTTP/1.1 200 OK");
            assertThat(left).isNotDone();
        }

        assertThat(left).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void aClientThatLeavesBeforeTheAnswerEndsTheRequestAtTheService() throws Exception {
        CompletableFuture<Void> came = new CompletableFuture<>();
        CompletableFuture<Void> left = new CompletableFuture<>();
        build.behave(request -> {
            came.complete(null);
            request.connection().closeHandler(closed -> left.complete(null));
        });
        try (Socket client = get("/api/v1/builds/1")) {
            came.get(5, TimeUnit.SECONDS);
            assertThat(client.isClosed()).isFalse();
        }

        // Sooner than the 2 s after which the gateway gives up by itself.
        assertThat(left).succeedsWithin(Duration.ofMillis(1_500));
    }

    @Test
    void anUploadArrivesWhileItIsBeingSent() throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        build.behave(request -> request.handler(part -> arrived.addAndGet(part.length()))
                .endHandler(end -> request.response().end("got " + arrived.get())));
        try (Socket client = Gateway.connect()) {
            OutputStream out = client.getOutputStream();
            write(out, head("POST", "/api/v1/builds", "Content-Length: 6"));
            write(out, "abc");
            await().atMost(Duration.ofSeconds(5)).untilAtomic(arrived, equalTo(3));
            write(out, "def");

            assertThat(Gateway.readAll(client)).startsWith("HTTP/1.1 200 OK").endsWith("got 6");
        }
    }

    @Test
    void aMebibyteIsNotTooMuch() {
        AtomicInteger arrived = new AtomicInteger();
        build.behave(request -> request.handler(part -> arrived.addAndGet(part.length()))
                .endHandler(end -> request.response().end()));

        HttpResponse<String> known = send(as(token, "/api/v1/builds").POST(BodyPublishers.ofByteArray(new byte[MIB])));
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(arrived).hasValue(MIB);
        HttpResponse<String> chunked = send(as(token, "/api/v1/builds")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[MIB]))));
        assertThat(chunked.statusCode()).isEqualTo(200);
        assertThat(arrived).hasValue(2 * MIB);
    }

    @Test
    void anAnnouncedBodyOverTheLimitIsRefusedUnread() {
        String response = Gateway.raw(head("POST", "/api/v1/builds", "Content-Length: " + (MIB + 1)));

        assertThat(response).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
        assertThat(build.seen()).isEmpty();
        String own = Gateway.raw("POST /api/v1/auth/login HTTP/1.1\r\nHost: h.test\r\n"
                + "Content-Type: application/json\r\nContent-Length: 9999999999\r\n\r\n");
        assertThat(own).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
    }

    @Test
    void aChunkedBodyIsCutAtTheLimit() throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        CompletableFuture<Void> broken = new CompletableFuture<>();
        CompletableFuture<Void> whole = new CompletableFuture<>();
        build.behave(request -> request.handler(part -> arrived.addAndGet(part.length()))
                .exceptionHandler(failure -> broken.complete(null))
                .endHandler(end -> whole.complete(null)));
        try (Socket client = Gateway.connect()) {
            OutputStream out = client.getOutputStream();
            write(out, head("POST", "/api/v1/builds", "Transfer-Encoding: chunked"));
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                write(out, chunk);
            }

            assertThat(Gateway.readAll(client)).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
        }
        assertThat(broken).succeedsWithin(Duration.ofSeconds(5));
        assertThat(whole).isNotDone();
        assertThat(arrived.get()).isLessThanOrEqualTo(MIB);
    }

    @Test
    void aChunkedBodyOverTheLimitIsRefusedByTheGatewaysOwnEndpointsToo() throws Exception {
        try (Socket client = Gateway.connect()) {
            OutputStream out = client.getOutputStream();
            write(
                    out,
                    "POST /api/v1/auth/login HTTP/1.1\r\nHost: h.test\r\nContent-Type: application/json\r\n"
                            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            try {
                for (int i = 0; i < 17; i++) {
                    write(out, chunk);
                }
                write(out, "0\r\n\r\n");
            } catch (IOException e) {
                // The gateway may close while we are still writing; what it said counts.
            }

            assertThat(Gateway.readAll(client)).startsWith("HTTP/1.1 413 ");
        }
    }

    private CompletableFuture<HttpServerResponse> openStream() {
        CompletableFuture<HttpServerResponse> stream = new CompletableFuture<>();
        build.behave(request -> {
            HttpServerResponse response =
                    request.response().setChunked(true).putHeader("content-type", "text/event-stream");
            response.writeHead();
            stream.complete(response);
        });
        return stream;
    }

    private Socket get(String target) throws IOException {
        Socket client = Gateway.connect();
        write(
                client.getOutputStream(),
                "GET " + target + " HTTP/1.1\r\nHost: h.test\r\nAuthorization: Bearer " + token + "\r\n\r\n");
        return client;
    }

    private String head(String method, String target, String header) {
        return method + " " + target + " HTTP/1.1\r\nHost: h.test\r\nConnection: close\r\nAuthorization: Bearer "
                + token + "\r\n" + header + "\r\n\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
