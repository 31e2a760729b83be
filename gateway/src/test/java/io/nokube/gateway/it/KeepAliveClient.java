package io.nokube.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Asks one thing after the other on a connection for as long as the connection lasts, as HTTP/1.1 says it, and on
/// another one after that, until nobody listens any more. Keeps all that did not go well.
final class KeepAliveClient implements Runnable {
    private final int port;
    private final List<String> targets;
    private final String token;
    private final String expected;
    private final List<String> dropped = new ArrayList<>();
    private int answered;
    private int askedToLeave;
    private volatile int started;

    /// @param expected the body of every answer
    KeepAliveClient(int port, List<String> targets, String token, String expected) {
        this.port = port;
        this.targets = targets;
        this.token = token;
        this.expected = expected;
    }

    private record Answer(String status, boolean close, String body) {}

    /// Whether a request was answered or refused, that one by one went wrong; to be read when the thread has ended.
    List<String> dropped() {
        return dropped;
    }

    int answered() {
        return answered;
    }

    /// How many answers said that the connection ends with them.
    int askedToLeave() {
        return askedToLeave;
    }

    /// How many requests were begun; may be read at any time.
    int started() {
        return started;
    }

    @Override
    public void run() {
        while (dropped.isEmpty()) {
            Optional<Socket> connection = connect();
            if (connection.isEmpty()) {
                return;
            }
            try (Socket socket = connection.get()) {
                useUp(socket);
            } catch (IOException e) {
                dropped.add("request " + started + " of this client: " + e);
            }
        }
    }

    private Optional<Socket> connect() {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(20_000);
            return Optional.of(socket);
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (IOException e) {
            // Closed by the kernel before the gateway accepted it: nobody was promised anything.
            return Optional.empty();
        }
    }

    private void useUp(Socket socket) throws IOException {
        InputStream input = new BufferedInputStream(socket.getInputStream());
        boolean open = true;
        while (open) {
            String target = targets.get(started % targets.size());
            started++;
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: h.test\r\nAuthorization: Bearer " + token
                                    + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            Answer answer = read(input);
            if (!answer.status().equals("HTTP/1.1 200 OK") || !answer.body().equals(expected)) {
                dropped.add(target + " was answered " + answer);
            }
            answered++;
            askedToLeave += answer.close() ? 1 : 0;
            open = !answer.close();
        }
    }

    private static Answer read(InputStream input) throws IOException {
        String status = line(input);
        boolean close = false;
        int length = -1;
        for (String header = line(input); !header.isEmpty(); header = line(input)) {
            String lower = header.toLowerCase(Locale.ROOT);
            close |= lower.equals("connection: close");
            length = lower.startsWith("content-length:")
                    ? Integer.parseInt(lower.substring(15).strip())
                    : length;
        }
        String body = length < 0 ? chunks(input) : exactly(input, length);
        return new Answer(status, close, body);
    }

    private static String chunks(InputStream input) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = size(input); size > 0; size = size(input)) {
            body.append(exactly(input, size));
            line(input);
        }
        line(input);
        return body.toString();
    }

    private static int size(InputStream input) throws IOException {
        return Integer.parseInt(line(input), 16);
    }

    private static String exactly(InputStream input, int length) throws IOException {
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("The answer broke off after " + bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, ISO_8859_1);
    }

    private static String line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new IOException("The connection ended without an answer");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
