package io.nokube.monitor.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against servers on loopback that stand for names which no resolver knows.
class RegistryClientTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        get(vertx.close());
    }

    @Test
    void theNameIsWhatTlsVerifiesAndHostSays() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("registry.test");
        int port = listen(
                new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()),
                request -> request.response().end("for " + request.getHeader("Host")));
        RegistryClient trusting =
                new RegistryClient(vertx, new HttpClientOptions().setTrustOptions(certificate.trustOptions()));

        assertThat(trusting.get(URI.create("https://registry.test:" + port + "/v2/"), LOOPBACK, null)
                        .content())
                .isEqualTo("for registry.test:" + port);
        assertThatThrownBy(() -> trusting.get(URI.create("https://other.test:" + port + "/v2/"), LOOPBACK, null))
                .as("a certificate of another name")
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessageContaining("other.test");
        assertThatThrownBy(() -> new RegistryClient(vertx)
                        .get(URI.create("https://registry.test:" + port + "/v2/"), LOOPBACK, null))
                .as("a certificate of nobody known")
                .isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUpAndItsConnectionWithIt() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        int port = listen(new HttpServerOptions(), request -> {
            request.connection().closeHandler(closed -> left.complete(null));
            request.response().setChunked(true);
            vertx.setPeriodic(100, tick -> request.response().write(" "));
        });

        assertThatThrownBy(() -> new RegistryClient(vertx)
                        .get(URI.create("http://registry.test:" + port + "/v2/"), LOOPBACK, null))
                .isInstanceOf(IOException.class);

        assertThat(left).succeedsWithin(Duration.ofSeconds(10));
    }

    private int listen(HttpServerOptions options, Handler<HttpServerRequest> behaviour) {
        return get(vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                        .requestHandler(behaviour)
                        .listen())
                .actualPort();
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
