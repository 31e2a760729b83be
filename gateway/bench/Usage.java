import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a process and its children have used, from /proc.
final class Usage {
    /// The kernel counts in hundredths of a second on every Linux that Debian ships.
    private static final long MICROS_PER_TICK = 10_000;

    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

    private Usage() {}

    /// CPU time so far, in microseconds.
    static long cpuMicros(Process process) throws IOException {
        long ticks = 0;
        for (long pid : pids(process)) {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return ticks * MICROS_PER_TICK;
    }

    static double residentMegabytes(Process process) throws IOException {
        return megabytes(process, "VmRSS:");
    }

    /// The most that was resident since [#forgetPeak].
    static double peakMegabytes(Process process) throws IOException {
        return megabytes(process, "VmHWM:");
    }

    static void forgetPeak(Process process) throws IOException {
        for (long pid : pids(process)) {
            Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
        }
    }

    /// What a JVM's heap holds after a full collection (of the serial collector).
    static double heapMegabytes(Process process) throws IOException, InterruptedException {
        jcmd(process, "GC.run");
        double kilobytes = jcmd(process, "GC.heap_info")
                .lines()
                .filter(line -> line.startsWith("DefNew") || line.startsWith("Tenured"))
                .mapToLong(line -> HEAP.matcher(line).results().mapToLong(used -> Long.parseLong(used.group(1))).sum())
                .sum();
        return kilobytes / 1024.0;
    }

    private static double megabytes(Process process, String field) throws IOException {
        long kilobytes = 0;
        for (long pid : pids(process)) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
                kilobytes += lines.filter(line -> line.startsWith(field))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
            }
        }
        return kilobytes / 1024.0;
    }

    private static List<Long> pids(Process process) {
        return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
                .toList();
    }

    private static String jcmd(Process process, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes());
        jcmd.waitFor();
        return said;
    }
}
