import io.nokube.sandbox.postgres.EmbeddedDatabase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `./nokube bench page`: a page of 50 builds out of 200,000, as the database executes it.
///
/// On a database of its own, with the service's own migrations. One user has half of the builds, and one project of
/// theirs a quarter: pages are slowest where there is most. Time is PostgreSQL's own "Execution Time", the median.
final class PageBenchmark {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final int BUILDS = 200_000;
    private static final int ROUNDS = 21;
    private static final double TARGET_MILLIS = 10;
    private static final Pattern TIME = Pattern.compile("Execution Time: ([0-9.]+) ms");
    private static final Pattern INDEX = Pattern.compile("using (\\w+)|Bitmap Index Scan on (\\w+)");

    private static final String FILL = """
        insert into build.build (id, project_id, owner, requested_by, service_name, repository_url, branch,
            context_path, image, build_args, platforms, created_at, state, status, attempts, acknowledged, steps,
            last_event)
        select ('0190' || lpad(to_hex(n), 8, '0') || '70008000' || substr(md5(n::text), 1, 12))::uuid, p.id,
            p.owner, p.owner, 'service' || n %% 5, 'https://github.com/amzhm/shop', 'main', '.',
            'ghcr.io/amzhm/x:latest', '{}', '["linux/amd64"]', now(), s.word, s.word, 1, true,
            '[' || rtrim(repeat('{"name":"Build image","status":"success"},', 8), ',') || ']', 9
        from generate_series(1, %d) n
        join build.project p on p.id = case when n %% 4 = 0 then 1 when n %% 4 = 1 then 2 else 3 + n %% 998 end
        cross join lateral (select case when n %% 1000 = 7 then 'cancelled' when n %% 10 = 3 then 'failed'
            else 'success' end as word) s\
        """.formatted(BUILDS);

    /// @param condition as the service's filter makes it
    private record Page(String name, String condition) {}

    private static final List<Page> PAGES = List.of(
            new Page("a user's newest", "owner = 'busy'"),
            new Page("a user's, from the middle", "owner = 'busy' and id < %s"),
            new Page("a project's", "owner = 'busy' and project_id = 1"),
            new Page("a service's", "owner = 'busy' and project_id = 1 and service_name = 'service0'"),
            new Page("a user's cancelled ones (1 of 1,000)", "owner = 'busy' and status = 'cancelled'"),
            new Page("a quiet user's cancelled ones", "owner = 'user77' and status = 'cancelled'"),
            new Page("everybody's, from the middle", "id < %s"),
            new Page("everybody's cancelled ones", "status = 'cancelled'"));

    private PageBenchmark() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Path root = Path.of(System.getProperty("nokube.root", "."));
        try (EmbeddedDatabase database = EmbeddedDatabase.startTemporary();
                Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            migrate(root, statement);
            fill(statement);
            String middle = "'"
                    + text(statement, "select id from build.build order by id offset " + BUILDS / 2 + " limit 1") + "'";
            TERMINAL.println("| page of 50 out of 200,000 | in the database | of 10 ms | index | its total |");
            TERMINAL.println("| --- | --- | --- | --- | --- |");
            for (Page page : PAGES) {
                report(statement, page.name(), page.condition().formatted(middle));
            }
        }
    }

    private static void migrate(Path root, Statement statement) throws IOException, SQLException {
        statement.execute("create schema build");
        statement.execute("set search_path to build");
        Path migrations = root.resolve("build-svc/src/main/resources/db/migration/build");
        try (Stream<Path> files = Files.list(migrations)) {
            Comparator<Path> byVersion = Comparator.comparingInt(
                    file -> Integer.parseInt(file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1")));
            for (Path file : files.sorted(byVersion).toList()) {
                statement.execute(Files.readString(file));
            }
        }
    }

    private static void fill(Statement statement) throws SQLException {
        statement.execute("insert into build.project (id, owner, name, repository_url, created_at, updated_at) select"
            + " n, case when n < 3 then 'busy' else 'user' || n end, 'project' || n, 'https://github.com/a/b', now(),"
            + " now() from generate_series(1, 1000) n");
        statement.execute(FILL);
        statement.execute("vacuum analyze build.build");
    }

    private static void report(Statement statement, String name, String condition) throws SQLException {
        String page = "select * from build.build where true = true and " + condition + " order by id desc limit 51";
        String total = "select count(*) from build.build where true = true and "
                + condition.replaceAll(" and id < .*|^id < .*", "");
        Figures figures = measure(statement, page);
        Figures count = measure(statement, total.endsWith("and ") ? total + "true" : total);
        TERMINAL.println(String.format(
                Locale.ROOT,
                "| %s | %.2f ms | %.2f | %s | %.2f ms |",
                name,
                figures.millis(),
                figures.millis() / TARGET_MILLIS,
                String.join(", ", figures.indexes()),
                count.millis()));
    }

    private record Figures(double millis, Set<String> indexes) {}

    private static Figures measure(Statement statement, String query) throws SQLException {
        List<Double> times = new ArrayList<>();
        Set<String> indexes = new LinkedHashSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            String plan = text(statement, "explain (analyze, timing off) " + query);
            Matcher time = TIME.matcher(plan);
            if (time.find()) {
                times.add(Double.valueOf(time.group(1)));
            }
            INDEX.matcher(plan)
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .forEach(indexes::add);
        }
        if (indexes.isEmpty()) {
            indexes.add("NONE");
        }
        return new Figures(times.stream().sorted().toList().get(times.size() / 2), indexes);
    }

    private static String text(Statement statement, String query) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                text.append(text.isEmpty() ? "" : "\n").append(rows.getString(1));
            }
        }
        return text.toString();
    }
}
