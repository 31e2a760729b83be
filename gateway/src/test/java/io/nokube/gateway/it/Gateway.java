package io.nokube.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/// The gateway as its callers reach it.
final class Gateway {
    static final String PASSWORD = "correct horse battery staple";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Gateway() {}

    static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }

    static URI uri(String target) {
        return URI.create("http://127.0.0.1:" + port() + target);
    }

    static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(uri(target)).timeout(Duration.ofSeconds(20));
    }

    static HttpRequest.Builder as(String token, String target) {
        return request(target).header("Authorization", "Bearer " + token);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> post(String target, String json) {
        return send(json(request(target), json));
    }

    static HttpRequest.Builder json(HttpRequest.Builder request, String json) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HttpResponse<String> register(String username) {
        return post("/api/v1/auth/register", """
                {"username": "%s", "email": "%s@example.com", "password": "%s"}""".formatted(username, username, PASSWORD));
    }

    static HttpResponse<String> login(String username, String password) {
        return post("/api/v1/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(username, password));
    }

    /// A token of the user `username`, who is made where there is none.
    static String token(String username) {
        HttpResponse<String> response = register(username);
        HttpResponse<String> signedIn = response.statusCode() == 201 ? response : login(username, PASSWORD);
        return json(signedIn).at("/token/access_token").asText();
    }

    /// Sends `bytes` as they are and returns all that comes back until the gateway closes the connection.
    static String raw(String bytes) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return readAll(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first line of what comes back for `bytes`, whether or not the gateway closes the connection then.
    static String statusLine(String bytes) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    static String readAll(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream input = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = input.read(buffer); n >= 0; n = input.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketException e) {
            // Closed by the other side while we still had something to say: what came before counts.
        }
        return all.toString(ISO_8859_1);
    }
}
