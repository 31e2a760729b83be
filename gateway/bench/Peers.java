import io.nokube.sandbox.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The proxies that are measured, each a process of its own on a free port of the loopback, in front of one backend.
final class Peers implements AutoCloseable {
    /// The gateway's on the JVM: less than `k8s/base/gateway.yaml` gives, and enough for the streams that are measured.
    static final String HEAP = "-Xmx112m";
    /// Natively objects are nearly twice as large.
    static final String NATIVE_HEAP = "-Xmx192m";

    /// Every proxy may use all of them, as the gateway does.
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final String PASSWORD = "a password of the benchmark";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final Path root;
    private final Path work;
    private final Backend backend;
    private final EmbeddedDatabase database;
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Peers(Path root, Path work, Backend backend, EmbeddedDatabase database) {
        this.root = root;
        this.work = work;
        this.backend = backend;
        this.database = database;
    }

    /// The backend itself.
    Target direct() {
        return new Target("direct", backend.port(), null, "/api/v1/projects", "");
    }

    static boolean isInstalled(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    Target nginx() throws Exception {
        int port = freePort();
        Path temporary = Files.createDirectories(work.resolve("nginx"));
        Path configuration = Files.writeString(work.resolve("nginx.conf"), """
            daemon off;
            %s
            worker_processes %d;
            worker_rlimit_nofile 16384;
            error_log stderr crit;
            pid %s/pid;
            events { worker_connections 16000; }
            http {
              access_log off;
              keepalive_requests 100000000;
              client_max_body_size 20m;
              client_body_temp_path %s/body;
              proxy_temp_path %s/proxy;
              fastcgi_temp_path %s/fastcgi;
              uwsgi_temp_path %s/uwsgi;
              scgi_temp_path %s/scgi;
              upstream backend { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }
              server {
                listen 127.0.0.1:%d backlog=8192;
                location / {
                  proxy_pass http://backend;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                }
                location ~ (events|download)$ {
                  proxy_pass http://backend;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                  proxy_read_timeout 300s;
                }
              }
            }
            """.replace("%s/", temporary + "/").formatted(userLine(), CORES, backend.port(), port));
        Process process = start("nginx", Map.of(), "nginx", "-p", temporary.toString(), "-c", configuration.toString());
        return listening(new Target("nginx", port, process, "/api/v1/projects", ""));
    }

    Target haproxy() throws Exception {
        int port = freePort();
        Path configuration = Files.writeString(work.resolve("haproxy.cfg"), """
            global
              nbthread %d
              maxconn 9000
            defaults
              mode http
              timeout connect 2s
              timeout client 300s
              timeout server 300s
              http-reuse always
            frontend front
              bind 127.0.0.1:%d backlog 8192
              default_backend back
            backend back
              server one 127.0.0.1:%d
            """.formatted(CORES, port, backend.port()));
        Process process = start("haproxy", Map.of(), "haproxy", "-db", "-f", configuration.toString());
        return listening(new Target("haproxy", port, process, "/api/v1/projects", ""));
    }

    /// Spring Cloud Gateway with a route and no filters; empty where Maven cannot get it.
    Optional<Target> spring() throws Exception {
        Path spring = root.resolve("gateway/bench/spring").toAbsolutePath();
        Path classPath = work.resolve("spring.classpath");
        Process maven = start("maven", Map.of(), "mvn", "-B", "-q", "-f", spring.resolve("pom.xml").toString(),
                "dependency:build-classpath", "-Dmdep.outputFile=" + classPath);
        if (maven.waitFor() != 0 || !Files.exists(classPath)) {
            return Optional.empty();
        }
        int port = freePort();
        List<String> command = new ArrayList<>(java("-Xmx256m"));
        command.addAll(List.of("-cp", Files.readString(classPath).strip(), spring.resolve("SpringPeer.java").toString(),
                String.valueOf(port), String.valueOf(backend.port())));
        Process process = start("spring", Map.of(), command.toArray(String[]::new));
        return Optional.of(listening(new Target("Spring Cloud Gateway", port, process, "/api/v1/projects", "")));
    }

    /// The gateway with nothing to do but to pass on: a route that needs no caller, nothing limited, nothing logged.
    Target plainGateway(List<String> command, String form) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String who : List.of("USER", "ADDRESS")) {
            for (String what : List.of("REQUESTS", "LOGINS", "BUILDS", "DEPLOYS")) {
                settings.put("NOKUBE_LIMIT_" + who + "_" + what, "off");
            }
        }
        Target target = gateway("gateway, plain" + form, command, settings);
        return new Target(target.name(), target.port(), target.process(), "/api/v1/webhooks/github", "");
    }

    /// The gateway as it is run: callers and their tokens, limits that are counted but not reached, an access log.
    Target fullGateway(List<String> command, String form) throws Exception {
        Target target = gateway(
                "gateway" + form,
                command,
                Map.of(
                        "NOKUBE_LIMIT_USER_REQUESTS", "1000000/s burst 2000000",
                        "NOKUBE_LIMIT_ADDRESS_REQUESTS", "1000000/s burst 2000000",
                        // Of which one user has three quarters: all streams are his.
                        "NOKUBE_UPSTREAM_CONNECTIONS", "8000",
                        "NOKUBE_ACCESS_LOG", "on"));
        String headers = "Authorization: Bearer " + signIn(target.port()) + "\r\n";
        return new Target(target.name(), target.port(), target.process(), "/api/v1/projects", headers);
    }

    private Target gateway(String name, List<String> command, Map<String, String> more) throws Exception {
        int port = freePort();
        int management = freePort();
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("NOKUBE_DB_URL", database.url());
        settings.put("NOKUBE_BUILD_SVC_URL", "http://127.0.0.1:" + backend.port());
        settings.put("NOKUBE_MONITOR_SVC_URL", "http://127.0.0.1:" + backend.port());
        settings.put("NOKUBE_ADMIN_USERNAME", "bench");
        settings.put("NOKUBE_ADMIN_PASSWORD", PASSWORD);
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        settings.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        settings.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
        Process process = start(name.replaceAll("\\W", ""), settings, command.toArray(String[]::new));
        URI ready = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (status(ready) != 200) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IOException(name + " does not start; its log is in " + work);
            }
            LockSupport.parkNanos(100_000_000);
        }
        return new Target(name, port, process, "", "");
    }

    private Target listening(Target target) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (status(URI.create("http://127.0.0.1:" + target.port() + target.path())) != 200) {
            if (System.nanoTime() > end || !target.process().isAlive()) {
                throw new IOException(target.name() + " does not start:\n"
                        + Files.readString(work.resolve(target.name().startsWith("Spring") ? "spring.log" : target.name() + ".log")));
            }
            LockSupport.parkNanos(100_000_000);
        }
        return target;
    }

    private int status(URI uri) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private String signIn(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\": \"bench\", \"password\": \"" + PASSWORD + "\"}"))
                .build();
        Matcher token = TOKEN.matcher(client.send(request, BodyHandlers.ofString()).body());
        if (!token.find()) {
            throw new IOException("The gateway does not sign in");
        }
        return token.group(1);
    }

    private Process start(String name, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(name + ".log").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("NOKUBE_") || key.startsWith("QUARKUS_"));
        builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        // Also where somebody ends the benchmark.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    List<String> jvm() {
        Path jar = root.resolve("gateway/target/quarkus-app/quarkus-run.jar");
        Path options = root.resolve("gateway/jvm.options").toAbsolutePath();
        List<String> command = new ArrayList<>(java(HEAP));
        command.addAll(List.of("@" + options, "-jar", jar.toAbsolutePath().toString()));
        return command;
    }

    private static List<String> java(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                heap,
                "--enable-native-access=ALL-UNNAMED");
    }

    /// The executable, which is there when somebody built it.
    Path executable() {
        return root.resolve("gateway/target/gateway-0.1.0-SNAPSHOT-runner").toAbsolutePath();
    }

    private static String userLine() {
        // Started by root, its worker would become somebody who may not write here.
        return System.getProperty("user.name").equals("root") ? "user root root;" : "";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
