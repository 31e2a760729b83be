package io.nokube.monitor.registry;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// GET over HTTP from an address that the caller has chosen, whatever the URI's name stands for elsewhere: the name is
/// what TLS verifies and `Host` says. Follows nothing, reads at most [#LARGEST] bytes, blocks.
final class RegistryClient {
    static final int LARGEST = 1 << 20;

    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    private static final String ACCEPT = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final Vertx vertx;
    private final HttpClient http;

    RegistryClient(Vertx vertx) {
        this(vertx, new HttpClientOptions());
    }

    /// @param options whom to trust, where that is not whom the JDK trusts
    RegistryClient(Vertx vertx, HttpClientOptions options) {
        int millis = Math.toIntExact(TIMEOUT.toMillis());
        this.vertx = vertx;
        this.http = vertx.createHttpClient(
                options.setConnectTimeout(millis).setKeepAliveTimeout(Math.toIntExact(TIMEOUT.toSeconds()) + 1));
    }

    /// @param challenge `WWW-Authenticate`, or empty
    /// @param location where a redirect leads
    record Answer(int status, String challenge, @Nullable String location, String content) {}

    Answer get(URI uri, InetAddress address, @Nullable String authorization) throws IOException, InterruptedException {
        boolean isTls = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : isTls ? 443 : 80;
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(isTls)
                .setURI(target(uri))
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("Accept", ACCEPT);
        if (authorization != null) {
            request.putHeader("Authorization", authorization);
        }
        AtomicReference<@Nullable HttpClientRequest> underWay = new AtomicReference<>();
        Promise<Answer> answer = Promise.promise();
        // On one thread of Vert.x' own. On this one, an answer that is quick could have ended before its handlers are
        // set.
        vertx.getOrCreateContext()
                .runOnContext(nothing -> http.request(request)
                        .onSuccess(underWay::set)
                        .flatMap(HttpClientRequest::send)
                        .flatMap(RegistryClient::read)
                        .onComplete(answer));
        boolean isDone = false;
        try {
            // Once for the connection, once for the answer, and a while for this machine to be slow.
            Answer whole = answer.future()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(3 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            isDone = true;
            return whole;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The registry did not answer", e);
        } finally {
            HttpClientRequest left = underWay.get();
            if (!isDone && left != null) {
                // A registry that says a byte now and then would go on for as long as it likes.
                left.reset();
            }
        }
    }

    private static String target(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static Future<Answer> read(HttpClientResponse response) {
        boolean isElsewhere = response.statusCode() / 100 == 3;
        String challenge = response.getHeader("WWW-Authenticate");
        return content(response)
                .map(content -> new Answer(
                        response.statusCode(),
                        challenge == null ? "" : challenge,
                        isElsewhere ? response.getHeader("Location") : null,
                        content.toString(StandardCharsets.UTF_8)));
    }

    private static Future<Buffer> content(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        response.handler(chunk -> {
            if (read.length() + chunk.length() > LARGEST) {
                response.request().reset();
                whole.tryFail("The registry's answer is longer than " + LARGEST + " bytes");
            } else {
                read.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(read));
        return whole.future();
    }
}
