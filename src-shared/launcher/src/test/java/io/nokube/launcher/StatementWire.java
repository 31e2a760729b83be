package io.nokube.launcher;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A wire between a process and its PostgreSQL that knows which statement goes by, and at one of them lets something
/// happen in place of what the process waits for.
///
/// Reads as much of the protocol as that takes (PostgreSQL's documentation, "Message Formats").
final class StatementWire implements AutoCloseable {
    private static final int MAX_MESSAGE = 64 * 1024 * 1024;
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final Pattern DONE =
            Pattern.compile("(COMMIT|INSERT 0 [1-9]|UPDATE [1-9]|DELETE [1-9]|SELECT [1-9])");
    private static final Pattern IN_VAIN = Pattern.compile("(INSERT 0 0|UPDATE 0|DELETE 0|SELECT 0|ROLLBACK)");

    private final ServerSocket near;
    private final int target;
    private final AtomicReference<@Nullable Trap> armed = new AtomicReference<>();

    /// @param statement has a match in the text of the statement
    /// @param done whether the database is to carry the statement out first, and to have found something to do
    private record Trap(Pattern statement, boolean done, Runnable act, CountDownLatch sprung) {}

    private StatementWire(int target) throws IOException {
        this.near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    static StatementWire to(int port) {
        try {
            return new StatementWire(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return near.getLocalPort();
    }

    /// Lets `act` happen at the next statement that matches: before the database has it, or when the database has done
    /// it and the process does not know. The statement, or its answer, goes nowhere.
    ///
    /// @return whether it happened within `patience`; afterwards it does not any more
    boolean await(String statement, boolean done, Runnable act, long patienceMillis) throws InterruptedException {
        Trap trap = new Trap(Pattern.compile(statement), done, act, new CountDownLatch(1));
        armed.set(trap);
        if (!trap.sprung().await(patienceMillis, TimeUnit.MILLISECONDS) && armed.compareAndSet(trap, null)) {
            return false;
        }
        trap.sprung().await();
        return true;
    }

    private void accept() {
        while (!near.isClosed()) {
            try {
                Socket client = near.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            AtomicReference<@Nullable Trap> waiting = new AtomicReference<>();
            Thread answers = Thread.ofVirtual().start(() -> answers(server, client, waiting));
            statements(client, server, waiting);
            answers.join();
        } catch (IOException e) {
            // Either side is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void statements(Socket client, Socket server, AtomicReference<@Nullable Trap> waiting) throws IOException {
        try (server) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            OutputStream out = server.getOutputStream();
            Map<String, String> prepared = new HashMap<>();
            while (isQuestion(copyUntyped(in, out))) {
                // The server's answer to it is one byte, and what begins the session comes then.
            }
            while (true) {
                byte type = in.readByte();
                int length = in.readInt();
                byte[] body = in.readNBytes(bounded(length) - 4);
                String statement = statement(type, body, prepared);
                Trap trap = armed.get();
                if (statement != null
                        && trap != null
                        && trap.statement().matcher(statement).find()) {
                    if (trap.done()) {
                        waiting.set(trap);
                    } else if (spring(trap)) {
                        return;
                    }
                }
                out.write(ByteBuffer.allocate(5).put(type).putInt(length).array());
                out.write(body);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }
    }

    private static int bounded(int length) throws IOException {
        if (length < Integer.BYTES || length > MAX_MESSAGE) {
            throw new IOException("a message of " + length + " bytes");
        }
        return length;
    }

    /// Whether this code asks what the server can do (TLS, GSS) in place of beginning a session.
    private static boolean isQuestion(int code) {
        return code == SSL_REQUEST || code == GSS_REQUEST;
    }

    /// Passes on a message of those that come first and have no type.
    ///
    /// @return the number that says what it is
    private static int copyUntyped(DataInputStream in, OutputStream out) throws IOException {
        int length = in.readInt();
        byte[] body = in.readNBytes(bounded(length) - 4);
        out.write(ByteBuffer.allocate(4).putInt(length).array());
        out.write(body);
        out.flush();
        return ByteBuffer.wrap(body).getInt();
    }

    /// The text of the statement that this message lets the database carry out; null where it does not.
    private static @Nullable String statement(byte type, byte[] body, Map<String, String> prepared) {
        return switch (type) {
            case 'Q' -> text(body, 0);
            case 'P' -> {
                String name = text(body, 0);
                prepared.put(name, text(body, bytes(name) + 1));
                yield null;
            }
            case 'B' -> prepared.get(text(body, bytes(text(body, 0)) + 1));
            default -> null;
        };
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String text(byte[] body, int from) {
        int end = from;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return new String(body, from, end - from, StandardCharsets.UTF_8);
    }

    private void answers(Socket server, Socket client, AtomicReference<@Nullable Trap> waiting) {
        byte[] buffer = new byte[64 * 1024];
        try (client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Trap trap = waiting.get();
                if (trap != null) {
                    String answer = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                    if (DONE.matcher(answer).find() && spring(trap)) {
                        return;
                    }
                    if (IN_VAIN.matcher(answer).find()) {
                        waiting.set(null);
                    }
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // Either side is gone.
        }
    }

    private boolean spring(Trap trap) {
        if (!armed.compareAndSet(trap, null)) {
            return false;
        }
        trap.act().run();
        trap.sprung().countDown();
        return true;
    }

    @Override
    public void close() {
        try {
            near.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
