import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Where load goes: a port, and what is asked for there.
///
/// @param name in the tables
/// @param process of the proxy; null where there is none
/// @param path of the small answer
/// @param headers lines with their ends, empty or not
record Target(String name, int port, Process process, String path, String headers) {
    Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        return socket;
    }

    byte[] get(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: bench.test\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    byte[] get() {
        return get(path);
    }

    byte[] post(byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: bench.test\r\nContent-Type: application/octet-stream\r\n"
                        + "Content-Length: " + body.length + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
