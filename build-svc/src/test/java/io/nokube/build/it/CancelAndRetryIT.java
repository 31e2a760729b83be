package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.it.Client.SseEvent;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ending a build, starting it once more, and what can be done with its project.
@QuarkusTest
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class CancelAndRetryIT {
    private static final Client USER = Client.user("canceller");
    private static final Client OTHER = Client.user("somebody");

    SandboxGitHub gitHub;

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(strings = {"hangs-queued", "hangs-running", "ignores-cancel"})
    void aRunIsEndedOnGitHub(String repository) {
        String id = USER.startBuild(USER.createProject("cancel-" + repository), repository);
        awaitRun(id);

        Response asked = USER.delete("/api/v1/builds/" + id);
        asked.then().statusCode(202);
        assertThat(asked.jsonPath().getString("status")).isEqualTo("cancelling");

        JsonPath over = USER.awaitEnd(id);
        assertThat(over.getString("status")).isEqualTo("cancelled");
        assertThat(over.getString("completed_at")).isNotBlank();
        assertThat(statuses(id)).endsWith("cancelling", "cancelled").doesNotContain("failed", "success");
        assertThat(gitHub.dispatchCount(id)).isEqualTo(1);
        USER.delete("/api/v1/builds/" + id).then().statusCode(409);
    }

    @Test
    void aBuildThatIsOverCannotBeCancelledButRepeated() {
        int project = USER.createProject("repeated");
        String id = USER.startBuild(project, "shop");
        USER.post("/api/v1/builds/" + id + "/retry", Map.of()).then().statusCode(409);
        USER.awaitEnd(id);

        USER.delete("/api/v1/builds/" + id).then().statusCode(409).contentType("application/problem+json");

        Response retry = USER.post("/api/v1/builds/" + id + "/retry", Map.of());
        retry.then().statusCode(202);
        String again = retry.jsonPath().getString("build_id");
        assertThat(again).isNotEqualTo(id);
        assertThat(retry.header("Location")).endsWith("/api/v1/builds/" + again);
        assertThat(retry.jsonPath().getString("retry_of")).isEqualTo(id);
        JsonPath repeated = USER.awaitEnd(again);
        assertThat(repeated.getString("status")).isEqualTo("success");
        assertThat(repeated.getString("image_full_name"))
                .isEqualTo(USER.build(id).getString("image_full_name"));
    }

    @Test
    void othersCanNeitherCancelNorRepeatNorChange() {
        int project = USER.createProject("mine");
        String id = USER.startBuild(project, "hangs-running");
        String never = OTHER.get("/api/v1/builds/" + "0199ab0c-7f5e-7d30-8a35-3b0f3c9d2f41")
                .jsonPath()
                .getString("detail");

        for (Response refused : List.of(
                OTHER.delete("/api/v1/builds/" + id),
                OTHER.post("/api/v1/builds/" + id + "/retry", Map.of()),
                OTHER.patch("/api/v1/projects/" + project, Map.of("description", "taken")),
                OTHER.delete("/api/v1/projects/" + project))) {
            refused.then().statusCode(404);
            assertThat(refused.jsonPath().getString("detail")).isEqualTo(never);
        }
        USER.delete("/api/v1/builds/" + id).then().statusCode(202);
        USER.awaitEnd(id);
    }

    @Test
    void aProjectIsChangedFieldByField() {
        int project = USER.createProject("changing");
        String path = "/api/v1/projects/" + project;

        JsonPath changed = USER.patch(
                        path, Map.of("description", "A shop", "repository_url", "https://github.com/amzhm/other"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(changed.getString("description")).isEqualTo("A shop");
        assertThat(changed.getString("repository_url")).isEqualTo("https://github.com/amzhm/other");
        assertThat(changed.getString("name")).isEqualTo("changing");

        JsonPath cleared =
                USER.patch(path, Map.of("description", "")).then().extract().jsonPath();
        assertThat(cleared.getString("description")).isNull();
        assertThat(cleared.getString("repository_url")).isEqualTo("https://github.com/amzhm/other");

        Response refused = USER.patch(
                path, Map.of("name", "renamed", "repository_url", "https://example.com/x/y", "owner", "somebody"));
        refused.then().statusCode(400);
        assertThat(refused.jsonPath().getList("errors.field")).contains("name", "repository_url", "owner");
        assertThat(USER.get(path).jsonPath().getString("owner")).isEqualTo("canceller");
    }

    @Test
    void aProjectTakesItsBuildsAlongOnceTheyAreOver() {
        int project = USER.createProject("leaving");
        String over = USER.startBuild(project, "shop");
        USER.awaitEnd(over);
        String running = USER.startBuild(project, "hangs-running");

        USER.delete("/api/v1/projects/" + project).then().statusCode(409);
        USER.build(over);
        USER.delete("/api/v1/builds/" + running).then().statusCode(202);
        USER.awaitEnd(running);

        USER.delete("/api/v1/projects/" + project).then().statusCode(204);
        USER.get("/api/v1/projects/" + project).then().statusCode(404);
        USER.get("/api/v1/builds/" + over).then().statusCode(404);
        USER.delete("/api/v1/projects/" + project).then().statusCode(404);
        assertThat(USER.createProject("leaving")).isNotEqualTo(project);
    }

    @Test
    void unknownParametersOfTheListAreNamed() {
        Response refused = USER.get("/api/v1/projects?sort=name");

        refused.then().statusCode(400);
        assertThat(refused.jsonPath().getList("errors.field")).containsExactly("sort");
    }

    private void awaitRun(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> USER.build(id).getString("run_url") != null);
    }

    private List<String> statuses(String id) {
        return USER.events(base.toString(), id, "1").stream()
                .filter(event -> event.name().equals("status"))
                .map(SseEvent::data)
                .map(data -> data.getString("status"))
                .toList();
    }
}
