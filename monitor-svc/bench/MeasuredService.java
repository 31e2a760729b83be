import java.io.IOException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One monitor-svc as it is built (the native executable where there is one), as a process of its own, and what its
/// metrics say of it.
final class MeasuredService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern SAMPLE = Pattern.compile("(nokube_\\w+)\\{?([^}]*)}? ([0-9.E]+)");
    private static final Pattern METHOD = Pattern.compile("method=\"(\\w+)\"");
    private static final Pattern RESOURCE = Pattern.compile("resource=\"(\\w+)\"");

    /// As the manifests give it, unless another is asked for.
    private static final List<String> HEAP = List.of(Optional.ofNullable(System.getenv("NOKUBE_BENCH_HEAP"))
            .orElse("-Xmx192m -Xmn16m")
            .split(" "));

    /// `./nokube aot` makes it; where it is not there the JVM says so and does without.
    private static final String CACHE = "monitor-svc/target/quarkus-app/app.aot";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path root;
    private final Path work;
    private final String kubeconfig;
    private final KeyPair keys;
    private final int port = freePort();
    private final int managementPort = freePort();
    private Process process;

    MeasuredService(Path root, Path work, String kubeconfig) throws IOException, GeneralSecurityException {
        this.root = root;
        this.work = work;
        this.kubeconfig = kubeconfig;
        this.keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String encoded =
                Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
        Files.writeString(
                work.resolve("public.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
        this.process = begin();
    }

    /// Ends the process and begins another one.
    void restart() throws IOException, InterruptedException {
        close();
        process = begin();
    }

    private Process begin() throws IOException {
        Optional<Path> executable = executable();
        List<String> command = new ArrayList<>();
        if (executable.isPresent()) {
            command.add(executable.get().toString());
            command.addAll(HEAP);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("@" + root.resolve("monitor-svc/jvm.options"));
            command.addAll(HEAP);
            command.add("-XX:AOTCache=" + root.resolve(CACHE));
            command.add("-jar");
            command.add(root.resolve("monitor-svc/target/quarkus-app/quarkus-run.jar").toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        (Files.isDirectory(root.resolve(".nokube")) ? root.resolve(".nokube") : work)
                                .resolve("bench.log")
                                .toFile()));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort),
                        "KUBECONFIG", kubeconfig,
                        "NOKUBE_JWKS_URL", work.resolve("public.pem").toUri().toString(),
                        "NOKUBE_LEADER_ELECTION_ENABLED", "false",
                        "NOKUBE_IMAGE_CHECK", "false",
                        "NOKUBE_LOG_FORMAT", "text",
                        // As in the images.
                        "MALLOC_ARENA_MAX", "2"));
        Process begun = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(begun::destroy));
        return begun;
    }

    private Optional<Path> executable() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("monitor-svc/target"))) {
            return files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        }
    }

    /// Which form it is.
    String form() throws IOException {
        if (executable().isPresent()) {
            return "native";
        }
        return Files.exists(root.resolve(CACHE)) ? "JVM with an AOT cache" : "JVM without an AOT cache";
    }

    void awaitReady() throws InterruptedException {
        awaitOne("monitor-svc to be ready", () -> get(managementPort, "/q/health/ready").statusCode() == 200);
    }

    /// Until it has asked the API server for nothing in 2 s.
    void awaitQuiet() throws InterruptedException {
        double[] before = {-1};
        await("monitor-svc to be at rest", () -> {
            double now = requests().all();
            boolean isQuiet = now == before[0];
            before[0] = now;
            pause(isQuiet ? 0 : 2000);
            return isQuiet;
        });
    }

    /// Looks four times a second: what it looks at, all apps or all metrics, costs the cores that are measured.
    static void await(String what, BooleanSupplier holds) throws InterruptedException {
        await(what, 250, holds);
    }

    /// Looks as often as a short time takes to be measured.
    static void awaitOne(String what, BooleanSupplier holds) throws InterruptedException {
        await(what, 10, holds);
    }

    private static void await(String what, int everyMillis, BooleanSupplier holds) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(everyMillis);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Requests to the API server, by `METHOD resource`, as counted in the service's client.
    record Requests(Map<String, Double> counts) {
        Requests since(Requests before) {
            Map<String, Double> difference = new TreeMap<>();
            counts.forEach((what, count) -> difference.put(what, count - before.counts.getOrDefault(what, 0.0)));
            difference.values().removeIf(count -> count == 0);
            return new Requests(difference);
        }

        /// All but watches.
        double all() {
            return sum(Pattern.compile("(?!WATCH).*"));
        }

        double writes() {
            return sum(Pattern.compile("(PATCH|POST|PUT|DELETE) .*"));
        }

        double sum(Pattern what) {
            return counts.entrySet().stream()
                    .filter(entry -> what.matcher(entry.getKey()).matches())
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }
    }

    Requests requests() {
        Map<String, Double> counts = new TreeMap<>();
        samples("nokube_kubernetes_requests_total")
                .forEach((labels, value) -> counts.merge(
                        find(METHOD, labels) + " " + find(RESOURCE, labels), value, Double::sum));
        return new Requests(counts);
    }

    /// Passes over an app since the process began.
    double passes() {
        return samples("nokube_reconciles_seconds_count").values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    double readyApps() {
        return samples("nokube_apps").entrySet().stream()
                .filter(entry -> entry.getKey().contains("ready=\"True\""))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Double> samples(String name) {
        Map<String, Double> samples = new TreeMap<>();
        get(managementPort, "/q/metrics").body().lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches() && sample.group(1).equals(name)) {
                samples.put(sample.group(2), Double.valueOf(sample.group(3)));
            }
        });
        return samples;
    }

    private static String find(Pattern pattern, String labels) {
        Matcher matcher = pattern.matcher(labels);
        return matcher.find() ? matcher.group(1) : "";
    }

    /// Since the process began.
    double cpuSeconds() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    long residentMegabytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    /// @return the HTTP status
    int post(String user, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token(user))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private record Answer(int statusCode, String body) {}

    private Answer get(int where, String path) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + where + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "");
        }
    }

    private String token(String user) {
        long now = Instant.now().getEpochSecond();
        String content =
                base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64("""
                    {"iss":"nokube","aud":"nokube","sub":"%s","upn":"%s","groups":["user"],"iat":%d,"exp":%d}\
                    """.formatted(user, user, now - 60, now + 1800));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
