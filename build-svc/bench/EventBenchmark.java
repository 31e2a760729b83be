import io.nokube.build.BuildId;
import io.nokube.build.log.LiveRows;
import io.nokube.build.log.LogChunk;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `./nokube bench events`: events appended per second in batches of 50, with the statement with which build-svc writes
/// those that tell of lines, alone and in a transaction that takes their numbers from the build's row before. Beside it,
/// on the same database in turns, pgbench with a batch of its own: 50 rows in one statement, in a table made like that
/// one.
///
/// The database writes durably (fsync, synchronous commit). Eight clients each. pgbench comes with PostgreSQL's
/// contributed programs; without it the ratio is left out.
final class EventBenchmark {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final int CLIENTS = 8;
    private static final int BATCH = 50;
    private static final int ROUNDS = 3;
    private static final int SECONDS = 5;
    private static final double TARGET_ROWS = 10_000;
    private static final double TARGET_RATIO = 0.8;
    private static final String TEXT = "#12 4.711 added 312 packages, and audited 313 packages in the last seconds\n";
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final String NUMBER =
            "update build.build set last_event = last_event + $2 where id = $1 returning last_event";

    private EventBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("nokube.root", "."));
        Path work = Files.createTempDirectory("nokube-bench");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(work.resolve("data"))) {
            prepare(root, database);
            Path script = Files.writeString(work.resolve("batch.sql"), peerScript());
            double ours = 0;
            double numbered = 0;
            double peer = 0;
            Pool pool = pool(database);
            for (int round = 0; round < ROUNDS; round++) {
                ours = Math.max(ours, append(pool, EventBenchmark::batch));
                numbered = Math.max(numbered, append(pool, EventBenchmark::numberedBatch));
                peer = Math.max(peer, pgbench(database, script));
            }
            pool.closeAndAwait();
            report(ours, numbered, peer);
        } finally {
            delete(work);
        }
        System.exit(0);
    }

    private static void report(double ours, double numbered, double peer) {
        TERMINAL.println("| best of %d rounds | rows a second | target | ratio |".formatted(ROUNDS));
        TERMINAL.println("| --- | --- | --- | --- |");
        TERMINAL.println(String.format(
                Locale.ROOT, "| events appended | %.0f | %.0f | %.2f |", ours, TARGET_ROWS, ours / TARGET_ROWS));
        TERMINAL.println(String.format(
                Locale.ROOT,
                "| the same, their numbers taken first | %.0f | %.0f | %.2f |",
                numbered,
                TARGET_ROWS,
                numbered / TARGET_ROWS));
        if (peer > 0) {
            TERMINAL.println(String.format(
                    Locale.ROOT, "| pgbench, 50 rows a statement: events to it | %.0f | %.1f | %.2f |", peer, TARGET_RATIO, ours / peer));
        } else {
            TERMINAL.println("| pgbench | not installed | | |");
        }
    }

    private static Pool pool(EmbeddedDatabase database) {
        return Pool.newInstance(PgBuilder.pool()
                // As the service has it.
                .connectingTo(PgConnectOptions.fromUri(database.url()).setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(CLIENTS))
                .build());
    }

    /// @return rows a second
    private static double append(Pool pool, BiFunction<Pool, BuildId, Uni<Void>> batch) {
        AtomicInteger rows = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(SECONDS);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                BuildId build = build(i);
                clients.execute(() -> {
                    while (System.nanoTime() < end) {
                        batch.apply(pool, build).await().indefinitely();
                        rows.addAndGet(BATCH);
                    }
                });
            }
        }
        return rows.get() / ((System.nanoTime() - start) / 1e9);
    }

    private static final List<LogChunk> PIECES = IntStream.rangeClosed(1, BATCH)
            .mapToObj(seq -> new LogChunk(seq, "Build image", 1, TEXT))
            .toList();

    /// Numbers that no other batch has: what is measured is the statement alone.
    private static final AtomicInteger NEXT = new AtomicInteger(1_000_000_000);

        private static Uni<Void> batch(Pool pool, BuildId build) {
        int first = NEXT.getAndAdd(BATCH);
        return pool.withConnection(
                connection -> LiveRows.append(connection, build, PIECES, first, first + 1));
    }

    private static Uni<Void> numberedBatch(Pool pool, BuildId build) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(NUMBER)
                .execute(Tuple.of(build.value(), BATCH))
                .map(rows -> rows.iterator().next().getInteger("last_event") - BATCH)
                .chain(before -> LiveRows.append(connection, build, PIECES, before, before + 1)));
    }

    private static BuildId build(int client) {
        return new BuildId(UUID.fromString("01900000-0000-7000-8000-00000000000" + client));
    }

    private static String peerScript() {
        String rows = IntStream.rangeClosed(1, BATCH)
                .mapToObj(i -> "(('01900000-0000-7000-8000-00000000000' || :client_id)::uuid, :n + %1$d, :n + %1$d, 'Build image', 1, '%2$s')"
                        .formatted(i, TEXT.strip() + " "))
                .collect(Collectors.joining(",\n"));
        return "insert into build.peer (build_id, seq, event_seq, step, lines, text) values\n" + rows + ";\n\\set n :n + 50\n";
    }

    /// @return rows a second; 0 where it is not installed
    private static double pgbench(EmbeddedDatabase database, Path script)
            throws IOException, SQLException, InterruptedException {
        URI url = URI.create(database.url());
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("truncate build.peer");
        }
        ProcessBuilder builder = new ProcessBuilder(
                "pgbench", "-n", "-M", "prepared", "-c", String.valueOf(CLIENTS), "-j", "2", "-T", String.valueOf(SECONDS),
                "-D", "n=0", "-f", script.toString(), "-h", url.getHost(), "-p", String.valueOf(url.getPort()),
                "-U", "postgres", "postgres");
        builder.environment().put("PGPASSWORD", "postgres");
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            return 0;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher tps = TPS.matcher(output);
        if (process.waitFor() != 0 || !tps.find()) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        return Double.parseDouble(tps.group(1)) * BATCH;
    }

    private static void prepare(Path root, EmbeddedDatabase database) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("create schema build");
            statement.execute("set search_path to build");
            try (Stream<Path> files = Files.list(root.resolve("build-svc/src/main/resources/db/migration/build"))) {
                Comparator<Path> byVersion = Comparator.comparingInt(file ->
                        Integer.parseInt(file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1")));
                for (Path file : files.sorted(byVersion).toList()) {
                    statement.execute(Files.readString(file));
                }
            }
            statement.execute("insert into build.project (id, owner, name, repository_url, created_at, updated_at)"
                    + " values (1, 'bench', 'bench', 'https://github.com/a/b', now(), now())");
            for (int i = 0; i < CLIENTS; i++) {
                statement.execute("""
                        insert into build.build (id, project_id, owner, requested_by, service_name, repository_url, branch,
                            context_path, image, build_args, platforms, created_at, state, status, attempts, acknowledged,
                            steps, last_event)
                        values ('%s', 1, 'bench', 'bench', 'web', 'https://github.com/a/b', 'main', '.', 'ghcr.io/a/b:1',
                            '{}', '["linux/amd64"]', now(), 'building', 'building', 1, true, '[]', 0)"""
                        .formatted(build(i).value()));
            }
            statement.execute("create table build.peer (like build.build_log_live including all)");
            statement.execute("alter table build.peer add foreign key (build_id) references build.build (id)");
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
