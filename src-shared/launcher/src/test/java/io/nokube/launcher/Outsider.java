package io.nokube.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Sends what nobody should, and shows the answers whole.
final class Outsider {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Outsider(URI server) {
        this.server = server;
    }

    int status(String method, String path, @Nullable String token) {
        return send(method, path, token, null).statusCode();
    }

    HttpResponse<String> send(String method, String path, @Nullable String token, @Nullable String body) {
        boolean hasBody = body != null && !method.equals("GET");
        return send(request(method, path, token)
                .method(method, hasBody ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .build());
    }

    HttpRequest.Builder request(String method, String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> login(String username, String password) {
        return send("POST", "/api/v1/auth/login", null, """
                {"username": "%s", "password": "%s"}\
                """.formatted(username, password));
    }

    /// So many zeros, which in gzip are a thousandth of that.
    static byte[] bomb(int length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            byte[] some = new byte[1 << 16];
            for (int written = 0; written < length; written += some.length) {
                gzip.write(some);
            }
        }
        return bytes.toByteArray();
    }
}
