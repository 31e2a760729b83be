package io.nokube.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// One HTTP request on a connection of its own, so that it is known what became of it: an HTTP client would send some
/// of those that failed once more by itself.
record LoneRequest(String method, String path, Map<String, String> headers, String body) {
    private static final int PATIENCE_MILLIS = 60_000;

    static LoneRequest get(String path) {
        return new LoneRequest("GET", path, Map.of(), "");
    }

    static LoneRequest post(String path, String json) {
        return new LoneRequest("POST", path, Map.of("Content-Type", "application/json"), json);
    }

    LoneRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new LoneRequest(method, path, more, body);
    }

    sealed interface Outcome {
        /// Nobody listened: nothing of the request was seen by anybody.
        record Refused() implements Outcome {}

        /// The connection ended before the answer did, of which `begun` came.
        record Broken(RawAnswer begun) implements Outcome {}

        record Answered(RawAnswer answer) implements Outcome {}
    }

    Outcome send(URI server) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
            } catch (SocketException e) {
                return new Outcome.Refused();
            }
            try {
                socket.getOutputStream().write(written());
                readAll(socket.getInputStream(), received);
            } catch (SocketException e) {
                // A reset, which leaves what came before it.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
        RawAnswer answer = RawAnswer.parse(received.toByteArray());
        return answer.isWhole() ? new Outcome.Answered(answer) : new Outcome.Broken(answer);
    }

    private static void readAll(InputStream from, ByteArrayOutputStream to) throws IOException {
        byte[] part = new byte[8192];
        for (int read = from.read(part); read >= 0; read = from.read(part)) {
            to.write(part, 0, read);
        }
    }

    private byte[] written() {
        byte[] content = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: nokube.test\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (content.length > 0) {
            head.append("Content-Length: " + content.length + "\r\n");
        }
        return head.append("Connection: close\r\n\r\n").append(body).toString().getBytes(UTF_8);
    }
}
