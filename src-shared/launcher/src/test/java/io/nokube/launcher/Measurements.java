package io.nokube.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Logger;

/// Says what was measured along the way; it asserts nothing, since a slow machine is no defect.
final class Measurements {
    private static final Logger LOG = Logger.getLogger(Measurements.class.getName());

    private Measurements() {}

    static void report(String what, Duration time) {
        LOG.info(() -> "Measured: " + what + " " + time.toMillis() + " ms");
    }

    static void report(Stack stack) {
        for (Service service : Service.values()) {
            Duration start = stack.startTimes().getOrDefault(service, Duration.ZERO);
            LOG.info(() -> "Measured: " + service.module() + " from process start to ready " + start.toMillis()
                    + " ms (all three at once), resident "
                    + residentMegabytes(stack.process(service).pid()) + " MB");
        }
    }

    private static String residentMegabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .map(kilobytes -> String.valueOf(Long.parseLong(kilobytes) / 1024))
                    .findFirst()
                    .orElse("?");
        } catch (IOException e) {
            return "?";
        }
    }
}
