package io.nokube.gateway.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The gateway as it is shipped, in a process of its own, on ports that it tells in its log.
final class GatewayProcess implements AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)(?: and https://127\\.0\\.0\\.1:(\\d+))?\\."
                    + " Management interface listening on http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Matcher> ports = new CompletableFuture<>();

    private GatewayProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    static GatewayProcess start(Map<String, String> environment) {
        Path jar = Path.of(System.getProperty("nokube.root"), "gateway", "target", "quarkus-app", "quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("NOKUBE_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", "0",
                        "QUARKUS_HTTP_SSL_PORT", "0",
                        "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT", "0",
                        "NOKUBE_LOG_FORMAT", "text"));
        try {
            return new GatewayProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port(1);
    }

    int tlsPort() {
        return port(2);
    }

    int managementPort() {
        return port(3);
    }

    List<String> log() {
        return log;
    }

    /// Asks it to stop (SIGTERM), and goes on reading its log: `Process.destroy` would close that.
    void terminate() {
        if (!process.toHandle().destroy()) {
            throw new IllegalStateException("The gateway cannot be asked to stop");
        }
    }

    /// Its exit status.
    int awaitEnd() {
        try {
            if (process.waitFor(30, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("The gateway did not stop:\n" + String.join("\n", log));
    }

    private int port(int group) {
        try {
            return Integer.parseInt(ports.get(60, TimeUnit.SECONDS).group(group));
        } catch (Exception e) {
            throw new AssertionError("The gateway did not start:\n" + String.join("\n", log), e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    ports.complete(listening);
                }
            }
        } catch (IOException e) {
            log.add(e.toString());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
