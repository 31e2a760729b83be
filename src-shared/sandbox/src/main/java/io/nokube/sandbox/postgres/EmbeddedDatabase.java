package io.nokube.sandbox.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A running PostgreSQL on loopback. Whoever starts it closes it; closing twice does nothing.
///
/// The kept form writes durably (fsync, synchronous commit), so that what `./nokube up` stored survives a kill of any
/// of its processes; the temporary form is quick and forgets everything.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final int ANY_PORT = 0;

    private volatile EmbeddedPostgres postgres;
    private final @Nullable DirectoryClaim claim;
    private final @Nullable Path directory;

    private EmbeddedDatabase(EmbeddedPostgres postgres, @Nullable DirectoryClaim claim, @Nullable Path directory) {
        this.postgres = postgres;
        this.claim = claim;
        this.directory = directory;
    }

    /// Starts on a directory that is kept between starts and made when it is missing. A server that an earlier, killed
    /// process left running on the directory is stopped first.
    ///
    /// @throws IllegalStateException when another live process has this directory in use
    public static EmbeddedDatabase start(Path dataDir) {
        var directory = dataDir.toAbsolutePath().normalize();
        var claim = DirectoryClaim.of(directory);
        try {
            LeftoverServer.stop(directory);
            return new EmbeddedDatabase(startDurable(directory, ANY_PORT), claim, directory);
        } catch (IOException e) {
            claim.close();
            throw new UncheckedIOException("PostgreSQL did not start on " + directory, e);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /// Starts on a directory that is gone after {@link #close()}, without the flags that make data durable.
    public static EmbeddedDatabase startTemporary() {
        try {
            var postgres = loopbackOnly(EmbeddedPostgres.builder())
                    .setServerConfig("full_page_writes", "off")
                    .start();
            return new EmbeddedDatabase(postgres, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary PostgreSQL did not start", e);
        }
    }

    /// Stops the server as an administrator does, its clients' connections with it, and starts it again at the same
    /// address. What was stored is there again: only the kept form can do this.
    public void restart() {
        Path kept = Objects.requireNonNull(directory, "a temporary database forgets everything");
        int port = port();
        try {
            postgres.close();
            postgres = startDurable(kept, port);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start again on " + kept, e);
        }
    }

    private static EmbeddedPostgres startDurable(Path directory, int port) throws IOException {
        Files.createDirectories(directory);
        return loopbackOnly(EmbeddedPostgres.builder())
                .setPort(port)
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                // The caller stops the services before their database; a hook here would race them.
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    private static EmbeddedPostgres.Builder loopbackOnly(EmbeddedPostgres.Builder builder) {
        return builder.setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "");
    }

    /// The form that `NOKUBE_DB_URL` takes.
    public String url() {
        return "postgresql://postgres:postgres@127.0.0.1:" + port() + "/postgres";
    }

    /// The form that a JDBC driver takes; user and password are both `postgres`.
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=postgres&password=postgres";
    }

    public int port() {
        return postgres.getPort();
    }

    @Override
    public void close() {
        try (claim) {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }
}
