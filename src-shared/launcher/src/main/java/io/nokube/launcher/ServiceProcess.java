package io.nokube.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One running service: a process, its log file, and the way to ask whether it is ready.
public final class ServiceProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LOG_TAIL = 25;

    private final Service service;
    private final Process process;
    private final Endpoint endpoint;
    private final Path log;
    private final Duration patienceToStop;
    private final long startedNanos = System.nanoTime();

    private ServiceProcess(Service service, Process process, Endpoint endpoint, Path log, Form form) {
        this.service = service;
        this.patienceToStop = form.patienceToStop();
        this.process = process;
        this.endpoint = endpoint;
        this.log = log;
    }

    static ServiceProcess start(Service service, Settings settings, Map<String, String> environment) {
        Path artifact = service.artifact(settings.root(), settings.form());
        if (!Files.exists(artifact)) {
            throw new LaunchException(service.module() + " is not built: there is no " + artifact + ". "
                    + settings.form().builtBy() + " makes it.");
        }
        try {
            Path log = Files.createDirectories(settings.data().resolve("logs")).resolve(service.module() + ".log");
            ProcessBuilder builder = new ProcessBuilder(command(service, settings))
                    .directory(settings.data().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
            builder.environment().clear();
            // As in the images.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            builder.environment().putAll(settings.environment());
            builder.environment().putAll(environment);
            return new ServiceProcess(
                    service, builder.start(), settings.endpoints().of(service), log, settings.form());
        } catch (IOException e) {
            throw new LaunchException(service.module() + " could not be started", e);
        }
    }

    private static List<String> command(Service service, Settings settings) {
        Path root = settings.root();
        return switch (settings.form()) {
            case JVM -> jvm(service, root, List.of());
            case AOT -> jvm(service, root, List.of("-XX:AOTCache=" + service.cache(root)));
            case TRAINING -> jvm(service, root, List.of("-XX:AOTCacheOutput=" + service.cache(root)));
            case NATIVE -> List.of(service.artifact(root, Form.NATIVE).toString(), "-Xmx192m");
        };
    }

    private static List<String> jvm(Service service, Path root, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("@" + service.jvmOptions(root), "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-jar", service.application(root).toString()));
        return command;
    }

    /// Waits until the service says that it is ready.
    ///
    /// @return the time since the process was started
    /// @throws LaunchException with the end of its log, where it stops or is not ready in time
    Duration awaitReady(Duration patience) throws InterruptedException {
        URI ready = endpoint.managementUrl().resolve("/q/health/ready");
        String answer = "no answer";
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (System.nanoTime() - startedNanos < patience.toNanos()) {
                if (!process.isAlive()) {
                    throw new LaunchException(service.module() + " stopped while starting:\n" + logTail());
                }
                try {
                    HttpRequest request = HttpRequest.newBuilder(ready)
                            .timeout(Duration.ofSeconds(5))
                            .build();
                    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (response.statusCode() == 200) {
                        return Duration.ofNanos(System.nanoTime() - startedNanos);
                    }
                    answer = response.body();
                } catch (IOException e) {
                    answer = "no answer";
                }
                TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            }
        }
        throw new LaunchException(service.module() + " is not ready after " + patience.toSeconds() + " s ("
                + answer.replaceAll("\\s+", " ") + "):\n" + logTail());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /// Ends it as a crash would (SIGKILL), for tests of what comes after.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Asks it to stop and, where it does not in time, ends it.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(patienceToStop.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read)";
        }
    }
}
