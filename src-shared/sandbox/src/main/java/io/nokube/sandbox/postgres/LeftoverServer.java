package io.nokube.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The server that a killed JVM leaves behind: it goes on running on the data directory and holds up the next start.
final class LeftoverServer {
    private static final long PATIENCE_SECONDS = 20;

    private LeftoverServer() {}

    static void stop(Path directory) throws IOException {
        var pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var server = serverOf(directory, pidFile);
        if (server.isPresent()) {
            stop(server.get());
        }
        // Left by a server that died without tidying up; its number may since belong to some other program.
        Files.deleteIfExists(pidFile);
    }

    private static Optional<ProcessHandle> serverOf(Path directory, Path pidFile) throws IOException {
        var lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> runsOn(directory, process.info()));
    }

    private static boolean runsOn(Path directory, ProcessHandle.Info info) {
        var isPostgres = info.command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .filter("postgres"::equals)
                .isPresent();
        var arguments = info.arguments().orElse(new String[0]);
        return isPostgres && Arrays.asList(arguments).contains(directory.toString());
    }

    private static void stop(ProcessHandle server) throws IOException {
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients that may never leave.
        new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).inheritIO().start();
        if (ended(server)) {
            return;
        }
        if (!server.destroyForcibly() || !ended(server)) {
            throw new IOException("a PostgreSQL left from before (process " + server.pid() + ") does not stop");
        }
    }

    private static boolean ended(ProcessHandle server) throws IOException {
        try {
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier PostgreSQL stops", e);
        }
    }
}
