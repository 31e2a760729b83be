import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What stands behind every proxy: answers of 1 KB of JSON, downloads of 10 MB, and event streams into which the
/// benchmark writes. Its own time is not counted.
final class Backend implements AutoCloseable {
    static final int DOWNLOAD = 10_000_000;

    private static final byte[] SMALL = answer("application/json", "{\"items\":[" + "\"x\",".repeat(250) + "0]}");
    private static final byte[] STREAM_HEAD = """
        HTTP/1.1 200 OK\r
        Content-Type: text/event-stream\r
        Cache-Control: no-cache\r
        Transfer-Encoding: chunked\r
        \r
        """.getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();

    Backend() throws IOException {
        server = new ServerSocket(0, 8192, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int openStreams() {
        return streams.size();
    }

    /// Sends an event that says when it was sent to the stream with the index given.
    void emit(int index) {
        String event = "data: " + System.nanoTime() + "\n\n";
        String chunk = Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
        try {
            streams.get(index).write(chunk.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("A stream broke off", e);
        }
    }

    /// Forgets the streams of the proxy that was measured before.
    void forgetStreams() {
        streams.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream input = new BufferedInputStream(socket.getInputStream(), 2048);
            OutputStream output = socket.getOutputStream();
            Head head = Head.read(input);
            while (head != null) {
                head.skipBody(input);
                if (head.start().contains("/events")) {
                    output.write(STREAM_HEAD);
                    streams.add(output);
                } else if (head.start().contains("/download")) {
                    download(output);
                } else {
                    output.write(SMALL);
                }
                head = Head.read(input);
            }
        } catch (IOException e) {
            // The proxy closed the connection.
        }
    }

    private static void download(OutputStream output) throws IOException {
        output.write(("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + DOWNLOAD
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        byte[] part = new byte[50_000];
        for (int sent = 0; sent < DOWNLOAD; sent += part.length) {
            output.write(part);
        }
    }

    private static byte[] answer(String type, String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
