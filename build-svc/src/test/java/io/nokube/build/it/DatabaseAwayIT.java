package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nokube.sandbox.cluster.TcpLink;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The line to the database is cut while builds are under way.
@QuarkusTest
@WithTestResource(DatabaseAwayIT.Linked.class)
@SuppressWarnings("NullAway.Init")
class DatabaseAwayIT {
    private static final Client USER = Client.user("away");
    private static final int BUILDS = 6;

    SandboxGitHub gitHub;

    TcpLink link;

    /// Reaches the database through a line that can be cut.
    public static final class Linked extends Platform {
        private TcpLink link;

        @Override
        protected String databaseUrl(String url) {
            int port = URI.create(url).getPort();
            link = TcpLink.to("127.0.0.1", port);
            return url.replace(":" + port + "/", ":" + link.port() + "/");
        }

        @Override
        public void inject(TestInjector injector) {
            super.inject(injector);
            injector.injectIntoFields(link, new TestInjector.MatchesType(TcpLink.class));
        }

        @Override
        public void stop() {
            link.close();
            super.stop();
        }
    }

    @AfterEach
    void restore() {
        link.restore();
    }

    @Test
    void isSaidAndNothingAcceptedIsLost() {
        int project = USER.createProject("shop");
        List<String> builds = new ArrayList<>();
        for (int i = 0; i < BUILDS; i++) {
            builds.add(USER.startBuild(project, "shop"));
        }
        link.cut();
        unavailable(USER.get("/api/v1/builds/" + builds.getFirst()));
        unavailable(USER.get("/api/v1/projects"));
        unavailable(USER.post("/api/v1/builds", Map.of("project_id", project, "service_name", "frontend")));
        unavailable(USER.delete("/api/v1/builds/" + builds.getFirst()));

        link.restore();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> USER.get("/api/v1/projects").statusCode() == 200);
        for (String build : builds) {
            assertThat(USER.awaitEnd(build).getString("status")).isEqualTo("success");
            assertThat(gitHub.dispatchCount(build)).isEqualTo(1);
        }
        int listed = USER.get("/api/v1/builds?project_id=" + project).jsonPath().getInt("total");
        assertThat(listed).as("builds that nobody was told of").isEqualTo(BUILDS);
    }

    private static void unavailable(Response response) {
        response.then().statusCode(503).contentType("application/problem+json");
        assertThat(response.header("Retry-After")).isNotNull();
    }
}
