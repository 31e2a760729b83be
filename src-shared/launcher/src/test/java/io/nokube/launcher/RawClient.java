package io.nokube.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Sends requests as they are written: an HTTP client would put odd paths right.
record RawClient(URI server) {
    private static final int PATIENCE_MILLIS = 10_000;

    /// The status that is answered; 0 where the server ends the connection instead.
    int status(String method, String target, @Nullable String token) {
        String line = ask(method, target, token, RawClient::firstLine);
        return line.isEmpty() ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
    }

    /// All that is answered.
    RawAnswer answer(String method, String target, @Nullable String token) {
        return RawAnswer.parse(ask(method, target, token, received -> new String(received.readAllBytes(), ISO_8859_1))
                .getBytes(ISO_8859_1));
    }

    private interface Reading {
        String from(InputStream received) throws IOException;
    }

    private String ask(String method, String target, @Nullable String token, Reading reading) {
        String body = method.equals("GET") ? "" : "{}";
        String request = method + " " + target + " HTTP/1.1\r\nHost: nokube.test\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
                + "\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return reading.from(socket.getInputStream());
        } catch (SocketException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    private static String firstLine(InputStream received) throws IOException {
        String line = new BufferedReader(new InputStreamReader(received, ISO_8859_1)).readLine();
        return line == null ? "" : line;
    }
}
