import io.nokube.sandbox.postgres.EmbeddedDatabase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// `./nokube bench proxy`: what the gateway adds to a request, beside nginx and haproxy in the same run.
///
/// CPU time is the process's own, over as many requests as go through in a round; rounds of all proxies take turns, and
/// each ratio is the median of the rounds'. It can be compared on a busy machine, where rates cannot. Everything is on
/// the loopback and stops by itself.
final class ProxyBenchmark {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    /// A JVM compiles what it runs while it runs it; what it still compiles after this counts against it.
    private static final long WARM_UP_MILLIS = 30_000;
    /// Compared with the round before: less than so much better is flat.
    private static final double FLAT = 0.05;
    private static final int MOST_WARM_UPS = 10;
    private static final long ROUND_MILLIS = 2_500;
    private static final int ROUNDS = 5;
    private static final int RATE = 500;
    private static final int RATE_SECONDS = 4;
    private static final int RATE_ROUNDS = 3;
    private static final long MANY = 1_000_000;
    private static final int STREAMS = 5_000;
    private static final int EVENTS = 4_000;

    private final Backend backend;
    private final Target direct;
    private final List<Target> others;
    private final Optional<Target> spring;
    private final List<Target> plain;
    private final List<Target> full;
    private long requests;
    private long warmedUp;
    private long warmedUpSeconds;

    private ProxyBenchmark(
            Backend backend,
            Target direct,
            List<Target> others,
            Optional<Target> spring,
            List<Target> plain,
            List<Target> full) {
        this.spring = spring;
        this.backend = backend;
        this.direct = direct;
        this.others = others;
        this.plain = plain;
        this.full = full;
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("nokube.root", "."));
        Path work = Files.createTempDirectory("nokube-bench");
        try (Backend backend = new Backend();
                EmbeddedDatabase database = EmbeddedDatabase.startTemporary();
                Peers peers = new Peers(root, work, backend, database)) {
            start(peers, backend).run();
        } finally {
            delete(work);
        }
        System.exit(0);
    }

    private static ProxyBenchmark start(Peers peers, Backend backend) throws Exception {
        List<Target> others = new ArrayList<>();
        if (Peers.isInstalled("nginx")) {
            others.add(peers.nginx());
        } else {
            TERMINAL.println("Left out: nginx, and the ratios to it (Debian: apt-get install nginx-light).");
        }
        if (Peers.isInstalled("haproxy")) {
            others.add(peers.haproxy());
        } else {
            TERMINAL.println("Left out: haproxy (Debian: apt-get install haproxy).");
        }
        Optional<Target> spring = peers.spring();
        if (spring.isEmpty()) {
            TERMINAL.println("Left out: Spring Cloud Gateway, which Maven did not get.");
        }
        List<Target> plain = new ArrayList<>(List.of(peers.plainGateway(peers.jvm(), " (JVM)")));
        List<Target> full = new ArrayList<>(List.of(peers.fullGateway(peers.jvm(), " (JVM)")));
        if (Files.isExecutable(peers.executable())) {
            List<String> command = List.of(peers.executable().toString(), Peers.NATIVE_HEAP);
            plain.add(peers.plainGateway(command, " (native)"));
            full.add(peers.fullGateway(command, " (native)"));
        } else {
            TERMINAL.println("Left out: the gateway's native executable, which is not built (.ci/native gateway).");
        }
        return new ProxyBenchmark(backend, peers.direct(), others, spring, plain, full);
    }

    private void run() throws Exception {
        long begun = System.nanoTime();
        warmUp();
        double heap = Usage.heapMegabytes(full.getFirst().process());
        long counted = requests;
        cpu();
        latency();
        memory(heap, counted);
        streams();
        TERMINAL.printf(Locale.ROOT, "%nTook %d s.%n", (System.nanoTime() - begun) / 1_000_000_000);
    }

    private List<Target> proxies() {
        return Stream.of(others, spring.stream().toList(), plain, full).flatMap(List::stream).toList();
    }

    /// Until the last of them has become no faster, or for five minutes. All at once: compiling is work for whatever core is
    /// free.
    private void warmUp() throws Exception {
        List<Target> jvms = Stream.of(spring.stream().toList(), plain, full).flatMap(List::stream).toList();
        Map<String, Double> before = new LinkedHashMap<>();
        boolean flat = false;
        for (int round = 0; round < MOST_WARM_UPS && !flat; round++) {
            Map<String, Double> now = warmUpRound(jvms);
            flat = !before.isEmpty()
                    && now.entrySet().stream().allMatch(each -> each.getValue() > before.get(each.getKey()) * (1 - FLAT));
            before.putAll(now);
            warmedUpSeconds += WARM_UP_MILLIS / 1000;
        }
        warmedUp = requests;
    }

    /// CPU time per request of each, in microseconds.
    private Map<String, Double> warmUpRound(List<Target> targets) throws Exception {
        List<Callable<Double>> loads = targets.stream()
                .<Callable<Double>>map(target -> () -> {
                    long begun = Usage.cpuMicros(target.process());
                    long done = Load.closed(target, WARM_UP_MILLIS, Long.MAX_VALUE);
                    if (target.equals(full.getFirst())) {
                        requests += done;
                    }
                    return (double) (Usage.cpuMicros(target.process()) - begun) / done;
                })
                .toList();
        Map<String, Double> micros = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Double>> done = threads.invokeAll(loads);
            for (int i = 0; i < targets.size(); i++) {
                micros.put(targets.get(i).name(), done.get(i).get());
            }
        }
        return micros;
    }

    private void cpu() throws Exception {
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Target target : proxies()) {
                long before = Usage.cpuMicros(target.process());
                long done = Load.closed(target, ROUND_MILLIS, Long.MAX_VALUE);
                double each = (double) (Usage.cpuMicros(target.process()) - before) / done;
                micros.computeIfAbsent(target.name(), name -> new ArrayList<>()).add(each);
                requests += target.equals(full.getFirst()) ? done : 0;
            }
        }
        title(text("CPU time per request, 1 KB of JSON, 16 connections kept, %d rounds after %d s and %,d requests to warm up",
                ROUNDS, warmedUpSeconds, warmedUp));
        header("proxy", "median", "best to worst round", "of nginx's in the same round", "target", "of Spring's", "target");
        List<Double> nginx = micros.get("nginx");
        List<Double> springs = spring.map(target -> micros.get(target.name())).orElse(null);
        micros.forEach((name, rounds) -> row(
                name,
                text("%.1f us", median(rounds)),
                text("%.1f to %.1f us", rounds.stream().mapToDouble(Double::valueOf).min().orElseThrow(),
                        rounds.stream().mapToDouble(Double::valueOf).max().orElseThrow()),
                nginx == null ? "-" : text("%.2f", median(ratios(rounds, nginx))),
                name.startsWith("gateway, plain") ? "2.0" : name.startsWith("gateway") ? "2.5" : "",
                springs == null ? "-" : text("%.2f", median(ratios(rounds, springs))),
                name.startsWith("gateway (") ? "0.5" : ""));
        for (int i = 0; i < full.size(); i++) {
            double share = median(ratios(micros.get(full.get(i).name()), micros.get(plain.get(i).name())));
            row("tokens, limits, identity and access log" + full.get(i).name().replace("gateway", ""), "", "",
                    text("%.2f of its own plain", share), "1.25", "", "");
        }
    }

    private void latency() throws Exception {
        List<Target> targets = new ArrayList<>(List.of(direct));
        targets.addAll(others);
        targets.addAll(full);
        Map<String, List<Double>> medians = new LinkedHashMap<>();
        Map<String, List<Double>> tails = new LinkedHashMap<>();
        for (int round = 0; round < RATE_ROUNDS; round++) {
            for (Target target : targets) {
                long[] micros = Load.open(target, RATE, RATE_SECONDS);
                medians.computeIfAbsent(target.name(), name -> new ArrayList<>()).add(quantile(micros, 0.5));
                tails.computeIfAbsent(target.name(), name -> new ArrayList<>()).add(quantile(micros, 0.99));
            }
        }
        title(text("Added latency at %d requests a second, from when each was due, median of %d rounds", RATE, RATE_ROUNDS));
        header("proxy", "p50", "over direct", "target", "p99", "over direct", "target");
        double p50 = median(medians.get(direct.name()));
        double p99 = median(tails.get(direct.name()));
        medians.forEach((name, rounds) -> row(
                name,
                text("%.2f ms", median(rounds) / 1000),
                text("%.2f ms", (median(rounds) - p50) / 1000),
                name.startsWith("gateway") ? "0.5 ms" : "",
                text("%.2f ms", median(tails.get(name)) / 1000),
                text("%.2f ms", (median(tails.get(name)) - p99) / 1000),
                name.startsWith("gateway") ? "2 ms" : ""));
    }

    private void memory(double heap, long counted) throws Exception {
        title("Memory");
        header("what", "measured", "target");
        for (Target target : full) {
            row("10 MB down, most resident more" + form(target), text("%.1f MB", growth(target, false)), "8 MB");
            row("10 MB up in 10 bodies, most resident more" + form(target),
                    text("%.1f MB", growth(target, true)), "8 MB");
        }
        while (requests - counted < MANY) {
            requests += Load.closed(full.getFirst(), 10_000, MANY - (requests - counted));
        }
        double after = Usage.heapMegabytes(full.getFirst().process());
        row(text("heap after collection, after %,d and %,d requests", counted, requests),
                text("%.1f and %.1f MB (%+.1f %%)", heap, after, 100 * (after - heap) / heap), "+5 %");
    }

    /// Bodies may have 1 MiB, so that an upload is ten of nearly that much.
    private static double growth(Target target, boolean up) throws IOException {
        byte[] request = up ? target.post(new byte[1_000_000]) : target.get(target.path() + "/download");
        try (Load.Connection connection = new Load.Connection(target)) {
            // The first one fills buffers that are kept.
            connection.ask(request);
            double before = Usage.residentMegabytes(target.process());
            Usage.forgetPeak(target.process());
            for (int i = 0; i < (up ? 10 : 1); i++) {
                connection.ask(request);
            }
            return Math.max(0, Usage.peakMegabytes(target.process()) - before);
        }
    }

    private void streams() throws Exception {
        title(text("%,d open event streams, %,d events at 500 a second", STREAMS, EVENTS));
        header("proxy", "resident", "target", "event p99", "over direct", "target");
        List<Target> targets = new ArrayList<>(List.of(direct));
        targets.addAll(others);
        targets.addAll(full);
        double directly = 0;
        for (Target target : targets) {
            try (Streams streams = Streams.open(target, backend, STREAMS, EVENTS)) {
                double p99 = quantile(streams.measure(), 0.99) / 1000;
                directly = target.equals(direct) ? p99 : directly;
                boolean ours = full.contains(target);
                row(target.name(),
                        target.process() == null
                                ? "-"
                                : text("%.0f MB", Usage.residentMegabytes(target.process())),
                        ours ? (target.name().contains("native") ? "150 MB" : "250 MB") : "",
                        text("%.2f ms", p99),
                        text("%.2f ms", p99 - directly),
                        ours ? "20 ms" : "");
            } catch (IOException e) {
                row(target.name(), e.getMessage(), "", "", "", "");
            }
        }
    }

    private static String form(Target target) {
        return target.name().replace("gateway", "");
    }

    private static List<Double> ratios(List<Double> rounds, List<Double> base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            ratios.add(rounds.get(i) / base.get(i));
        }
        return ratios;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double quantile(long[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void title(String title) {
        TERMINAL.println("\n" + title + "\n");
    }

    private static void header(String... columns) {
        row(columns);
        row(Stream.of(columns).map(column -> "---").toArray(String[]::new));
    }

    private static void row(String... cells) {
        TERMINAL.println("| " + String.join(" | ", cells) + " |");
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
