package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nokube.sandbox.github.SandboxGitHub;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// PostgreSQL is restarted, or has no connection left, while builds are asked for and under way.
@QuarkusTest
@WithTestResource(DatabaseRestartIT.Kept.class)
@SuppressWarnings("NullAway.Init")
class DatabaseRestartIT {
    private static final Client USER = Client.user("restarted");
    private static final int CALLERS = 6;
    private static final int BUILDS_EACH = 10;
    private static final int RESTARTS = 3;
    private static final String TAKER = "taker";

    /// SQLSTATE of `too_many_connections` (PostgreSQL, appendix A).
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    SandboxGitHub gitHub;

    EmbeddedDatabase database;

    /// With a database that stores durably, as one that is restarted does.
    public static final class Kept extends Platform {
        @Override
        protected EmbeddedDatabase database() throws IOException {
            return EmbeddedDatabase.start(Files.createTempDirectory(Path.of("target"), "database"));
        }
    }

    @Test
    void restartedUnderLoadItLosesNothingAndDoublesNothing() throws Exception {
        int project = USER.createProject("shop");
        var accepted = new ConcurrentHashMap<String, String>();
        var refused = new AtomicInteger();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> load = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = "caller" + caller;
                load.add(callers.submit(() -> startBuilds(project, name, accepted, refused)));
            }
            for (int restart = 1; restart <= RESTARTS; restart++) {
                int next = CALLERS * BUILDS_EACH * restart / (RESTARTS + 1);
                await().atMost(PATIENCE).until(() -> accepted.size() >= next);
                database.restart();
            }
            for (Future<?> caller : load) {
                caller.get();
            }
        }

        assertThat(refused).as("requests that met a database that was away").hasPositiveValue();
        int listed = USER.get("/api/v1/builds?project_id=" + project).jsonPath().getInt("total");
        assertThat(listed).as("builds that are there").isEqualTo(CALLERS * BUILDS_EACH);
        assertThat(accepted.values()).doesNotHaveDuplicates().allSatisfy(build -> {
            assertThat(USER.awaitEnd(build).getString("status")).isEqualTo("success");
            assertThat(gitHub.dispatchCount(build)).isEqualTo(1);
        });
    }

    @Test
    void withoutAConnectionLeftItSaysSoAndGoesOnWhenThereIsOne() throws Exception {
        int project = USER.createProject("full");
        List<String> builds = List.of(USER.startBuild(project, "shop"), USER.startBuild(project, "shop"));
        database.restart();
        List<Connection> all = takeAllConnections();
        try {
            await().atMost(PATIENCE).untilAsserted(() -> unavailable(USER.get("/api/v1/projects")));
            unavailable(USER.post("/api/v1/builds", Map.of("project_id", project, "service_name", "frontend")));
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        await().atMost(PATIENCE).until(() -> USER.get("/api/v1/projects").statusCode() == 200);
        for (String build : builds) {
            assertThat(USER.awaitEnd(build).getString("status")).isEqualTo("success");
            assertThat(gitHub.dispatchCount(build)).isEqualTo(1);
        }
        assertThat(USER.get("/api/v1/builds?project_id=" + project).jsonPath().getInt("total"))
                .as("builds that nobody was told of")
                .isEqualTo(builds.size());
    }

    /// As a careful client does: what was refused is asked for again, under the same key, until it is accepted.
    private static void startBuilds(int project, String caller, Map<String, String> accepted, AtomicInteger refused) {
        for (int i = 0; i < BUILDS_EACH; i++) {
            String key = caller + "-" + i;
            Response answer = startBuild(project, key);
            while (answer.statusCode() != 202) {
                unavailable(answer);
                refused.incrementAndGet();
                answer = startBuild(project, key);
            }
            accepted.put(key, answer.jsonPath().getString("build_id"));
        }
    }

    private static Response startBuild(int project, String key) {
        return USER.request()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("project_id", project, "service_name", "frontend"))
                .post("/api/v1/builds");
    }

    private static void unavailable(Response response) {
        response.then().statusCode(503).contentType("application/problem+json");
        assertThat(response.header("Retry-After")).isNotNull();
    }

    /// All that the server has, those of the service too: it is thrown out until every one is taken. That nobody else
    /// is seen would not do: one that ends is no longer seen while its place is not yet free.
    private List<Connection> takeAllConnections() throws SQLException {
        List<Connection> all = new ArrayList<>();
        takeFree(all);
        int places = places(all.getFirst());
        while (all.size() < places) {
            throwOthersOut(all.getFirst());
            takeFree(all);
        }
        return all;
    }

    private void takeFree(List<Connection> taken) throws SQLException {
        try {
            while (true) {
                taken.add(DriverManager.getConnection(database.jdbcUrl() + "&ApplicationName=" + TAKER));
            }
        } catch (SQLException e) {
            if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /// The superuser, whom the tests connect as, may have those too that are kept for it.
    private static int places(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select current_setting('max_connections')::int")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void throwOthersOut(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where backend_type = 'client backend' and application_name <> '" + TAKER + "'");
        }
    }
}
