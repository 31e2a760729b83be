package io.nokube.launcher;

import io.nokube.sandbox.github.Options;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// `./nokube bench start`: from the start of a service's process to ready, and what it then holds in memory.
///
/// In every form that is built. Each service is started alone, beside the others at rest, on a database that knows it.
public final class StartBenchmark {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final int ROUNDS = 5;

    private StartBenchmark() {}

    /// @param start the median of the rounds
    /// @param megabytes resident when ready, the median
    record Measured(Duration start, long megabytes) {
        static Measured median(List<Measured> rounds) {
            return new Measured(
                    rounds.stream().map(Measured::start).sorted().toList().get(rounds.size() / 2),
                    rounds.stream().map(Measured::megabytes).sorted().toList().get(rounds.size() / 2));
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path root =
                Path.of(System.getProperty("nokube.root", ".")).toAbsolutePath().normalize();
        Map<Form, Map<Service, Measured>> results = new EnumMap<>(Form.class);
        for (Form form : Form.TO_RUN) {
            if (Stream.of(Service.values()).allMatch(service -> Files.exists(service.artifact(root, form)))) {
                results.put(form, measure(root, form));
            } else {
                TERMINAL.println("Left out: " + form.word() + ", which is not built (" + form.builtBy() + " does it).");
            }
        }
        TERMINAL.print(table(results));
    }

    private static Map<Service, Measured> measure(Path root, Form form) throws InterruptedException {
        Map<Service, Measured> measured = new EnumMap<>(Service.class);
        Path data = temporary();
        Settings settings = new Settings(root, data, form, Endpoints.free(), Map.of("PATH", System.getenv("PATH")));
        try (Stack stack = Stack.start(settings, Options.defaults())) {
            for (Service service : Service.values()) {
                List<Measured> rounds = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    stack.restart(service);
                    rounds.add(new Measured(
                            stack.startTimes().getOrDefault(service, Duration.ZERO),
                            residentMegabytes(stack.process(service).pid())));
                }
                measured.put(service, Measured.median(rounds));
            }
        } finally {
            delete(data);
        }
        return measured;
    }

    /// In Markdown, with what the plain JVM takes of each figure as a multiple of what another form takes.
    static String table(Map<Form, Map<Service, Measured>> results) {
        StringBuilder table =
                new StringBuilder("| service | form | start to ready | resident |\n| --- | --- | --- | --- |\n");
        for (Service service : Service.values()) {
            results.forEach((form, measured) -> {
                Measured figures = measured.getOrDefault(service, new Measured(Duration.ZERO, 0));
                table.append("| %s | %s | %d ms | %d MB |%n"
                        .formatted(
                                service.module(), form.word(), figures.start().toMillis(), figures.megabytes()));
            });
            ratio(table, service, results, Form.AOT);
            ratio(table, service, results, Form.NATIVE);
        }
        return table.toString();
    }

    private static void ratio(
            StringBuilder table, Service service, Map<Form, Map<Service, Measured>> results, Form form) {
        Measured jvm = results.getOrDefault(Form.JVM, Map.of()).get(service);
        Measured other = results.getOrDefault(form, Map.of()).get(service);
        if (jvm != null && other != null) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | jvm / %s | %.1f | %.1f |%n",
                    service.module(),
                    form.word(),
                    (double) jvm.start().toMillis() / other.start().toMillis(),
                    (double) jvm.megabytes() / other.megabytes()));
        }
    }

    private static long residentMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory is read from /proc, which this system does not have", e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("nokube-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
