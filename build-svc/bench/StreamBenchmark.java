import io.nokube.launcher.Form;
import io.nokube.launcher.Service;
import io.nokube.sandbox.github.Options;
import io.nokube.sandbox.github.SandboxGitHub;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `./nokube bench streams`: builds accepted per minute, from a webhook to the event at 500 subscribers of 200 active
/// builds, and what build-svc holds in memory with 2,000 subscribers.
///
/// One build-svc as it is built, with the heap it is installed with, a database and a sandbox GitHub of its own, all on
/// loopback. The argument `native` measures the executable; others are given to the service's JVM. Everything runs on this
/// machine at once, the 2,000 clients too.
final class StreamBenchmark {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    /// The argument that measures the executable; all others are given to the service's JVM.
    private static final String NATIVE = "native";

    private static final int BUILDS = 200;
    private static final int WATCHING = 500;
    private static final int SUBSCRIBERS = 2_000;
    private static final Duration ACCEPTING = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SECRET = "a secret of the benchmark";
    private static final Pattern ID = Pattern.compile("\"build_id\":\"([^\"]+)\"");
    private static final Pattern RUN = Pattern.compile("/actions/runs/(\\d+)");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final String base;
    private final String token;
    private final long pid;
    private final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();
    private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger open = new AtomicInteger();

    private StreamBenchmark(String base, String token, long pid) {
        this.base = base;
        this.token = token;
        this.pid = pid;
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("nokube.root", "."));
        Path work = Files.createTempDirectory("nokube-bench");
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Path publicKey = work.resolve("public.pem");
        Files.writeString(
                publicKey,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
        int port = freePort();
        try (EmbeddedDatabase database = EmbeddedDatabase.startTemporary();
                SandboxGitHub gitHub = SandboxGitHub.start(Options.defaults().withRunTime(Duration.ofHours(1)))) {
            Process process =
                    start(root, work, port, List.of(arguments), environment(database, gitHub, publicKey, port));
            try {
                new StreamBenchmark("http://127.0.0.1:" + port, token(keys), process.pid()).run();
            } finally {
                process.destroy();
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } finally {
            delete(work);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        awaitReady();
        String project = post("/api/v1/projects", """
            {"name": "bench", "repository_url": "https://github.com/amzhm/shop"}\
            """).replaceAll(".*\"id\":(\\d+).*", "$1");
        TERMINAL.println("| what | measured | target | ratio |\n| --- | --- | --- | --- |");
        List<String> builds = accept(project);
        Map<String, String> runs = awaitRuns(builds.subList(0, BUILDS));
        long before = residentMegabytes();
        List<String> watched = List.copyOf(runs.keySet());
        subscribe(watched, WATCHING);
        deliver(runs);
        report("webhook to event, p50", millis(0.5), 100, "ms");
        report("webhook to event, p99, %d events".formatted(latencies.size()), millis(0.99), 100, "ms");
        subscribe(watched, SUBSCRIBERS - WATCHING);
        report("resident with 2,000 subscribers (%d MB before)".formatted(before), residentMegabytes(), 300, "MB");
    }

    private List<String> accept(String project) throws InterruptedException {
        List<String> accepted = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger refused = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + ACCEPTING.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                callers.execute(() -> {
                    while (System.nanoTime() < end || accepted.size() < BUILDS) {
                        Matcher id = ID.matcher(post("/api/v1/builds", """
                            {"project_id": %s, "service_name": "web"}\
                            """.formatted(project)));
                        if (id.find()) {
                            accepted.add(id.group(1));
                        } else if (refused.incrementAndGet() > 1000) {
                            return;
                        }
                    }
                });
            }
        }
        double minutes = (System.nanoTime() - start) / 6e10;
        report("builds accepted per minute (%d refused)".formatted(refused.get()), accepted.size() / minutes, 1000, "");
        return accepted;
    }

    private Map<String, String> awaitRuns(List<String> builds) throws InterruptedException {
        Map<String, String> runs = new ConcurrentHashMap<>();
        Instant end = Instant.now().plus(PATIENCE);
        while (runs.size() < builds.size() && Instant.now().isBefore(end)) {
            for (String build : builds) {
                Matcher run = RUN.matcher(runs.containsKey(build) ? "" : get("/api/v1/builds/" + build));
                if (run.find()) {
                    runs.put(build, run.group(1));
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return runs;
    }

    private void subscribe(List<String> builds, int count) throws InterruptedException {
        int wanted = open.get() + count;
        for (int i = 0; i < count; i++) {
            String build = builds.get(i % builds.size());
            HttpRequest request = request("/api/v1/builds/" + build + "/events").build();
            client.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).thenAccept(answer -> {
                open.incrementAndGet();
                Thread.startVirtualThread(() -> read(build, answer.body()));
            });
            if (i % 50 == 49) {
                awaitOpen(wanted - count + i - 20);
            }
        }
        awaitOpen(wanted);
    }

    /// Until the service ends, and with it the stream.
    private void read(String build, Stream<String> lines) {
        try (lines) {
            lines.forEach(line -> arrived(build, line));
        } catch (UncheckedIOException e) {
            open.decrementAndGet();
        }
    }

    private void awaitOpen(int wanted) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (open.get() < wanted && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (open.get() < wanted) {
            throw new IllegalStateException("only " + open + " of " + wanted + " streams were opened");
        }
    }

    private void arrived(String build, String line) {
        AtomicLong at = sent.get(build);
        if (at != null && line.startsWith("data:") && line.contains("\"status\":\"building\"")) {
            latencies.add(System.nanoTime() - at.get());
        }
    }

    private void deliver(Map<String, String> runs) throws Exception {
        for (Map.Entry<String, String> run : runs.entrySet()) {
            String body = """
                {"action": "in_progress", "repository": {"full_name": "nokube/builds"}, "workflow_run": {
                 "id": %s, "display_title": "nokube %s", "path": ".github/workflows/build-image.yml",
                 "status": "in_progress", "conclusion": null}}\
                """.formatted(run.getValue(), run.getKey());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/webhooks/github"))
                    .header("Content-Type", "application/json")
                    .header("X-GitHub-Event", "workflow_run")
                    .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                    .header("X-Hub-Signature-256", signature)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            sent.put(run.getKey(), new AtomicLong(System.nanoTime()));
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
        Instant end = Instant.now().plusSeconds(15);
        while (latencies.size() < WATCHING && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private double millis(double quantile) {
        List<Long> sorted = latencies.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / 1e6;
    }

    private static void report(String what, double measured, double target, String unit) {
        TERMINAL.println(String.format(
                Locale.ROOT,
                "| %s | %.1f %s | %.0f %s | %.2f |",
                what,
                measured,
                unit,
                target,
                unit,
                measured / target));
    }

    private void awaitReady() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!get("/api/v1/projects").contains("\"items\"")) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("build-svc did not start");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private String get(String path) {
        return send(request(path).build());
    }

    private String post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static Map<String, String> environment(
            EmbeddedDatabase database, SandboxGitHub gitHub, Path publicKey, int port) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", "0"),
                Map.entry("NOKUBE_DB_URL", database.url()),
                Map.entry("NOKUBE_JWKS_URL", publicKey.toUri().toString()),
                Map.entry("NOKUBE_GITHUB_API_URL", gitHub.apiUrl()),
                Map.entry("NOKUBE_GITHUB_TOKEN", Options.TOKEN),
                Map.entry("NOKUBE_GITHUB_BUILDS_REPO", "nokube/builds"),
                Map.entry("NOKUBE_GITHUB_WEBHOOK_SECRET", SECRET),
                Map.entry("NOKUBE_REGISTRY_NAMESPACE", "nokube"),
                Map.entry("NOKUBE_DISPATCH_SPACING", "1ms"),
                Map.entry("MALLOC_ARENA_MAX", "2"));
    }

    private static Process start(
            Path root, Path work, int port, List<String> options, Map<String, String> environment) throws IOException {
        boolean isNative = options.contains(NATIVE);
        List<String> command = new ArrayList<>(
                isNative
                        ? List.of(Service.BUILD.artifact(root, Form.NATIVE).toString(), "-Xmx96m")
                        : List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + Service.BUILD.jvmOptions(root),
                                "-Xmx96m"));
        options.stream().filter(option -> !option.equals(NATIVE)).forEach(command::add);
        if (!isNative) {
            command.add("-jar");
            command.add(root.resolve("build-svc/target/quarkus-app/quarkus-run.jar").toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        root.resolve(".nokube").toFile().isDirectory()
                                ? root.resolve(".nokube/bench.log").toFile()
                                : work.resolve("service.log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String token(KeyPair keys) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String content =
                base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64("""
                    {"iss":"nokube","aud":"nokube","sub":"bench","upn":"bench","groups":["user"],"jti":"bench","iat":%d,"exp":%d}\
                    """.formatted(now - 60, now + 1800));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private long residentMegabytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
