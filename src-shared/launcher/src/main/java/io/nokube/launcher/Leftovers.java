package io.nokube.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Remembers the services' processes in a file, so that those a killed launcher left behind are ended by the next one.
///
/// A line is `<pid> <start time>`: a pid alone may meanwhile be somebody else's.
final class Leftovers {
    private final Path file;

    Leftovers(Path data) {
        this.file = data.resolve("processes");
    }

    void remember(List<ServiceProcess> processes) {
        List<String> lines = processes.stream()
                .flatMap(process -> ProcessHandle.of(process.pid()).flatMap(Leftovers::line).stream())
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                ours(line).ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> line(ProcessHandle process) {
        return process.info().startInstant().map(start -> process.pid() + " " + start);
    }

    private static Optional<ProcessHandle> ours(String line) {
        String[] parts = line.split(" ", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        Instant start = Instant.parse(parts[1]);
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(process ->
                        process.info().startInstant().filter(start::equals).isPresent());
    }
}
