package io.nokube.build.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who may do and see what, and what is said to those who ask for the impossible.
@QuarkusTest
@WithTestResource(Platform.class)
class AccessIT {
    private static final Client ALICE = Client.user("alice");
    private static final Client BOB = Client.user("bob");
    private static final Client ADMIN = new Client(Tokens.admin("root"));
    private static final String NOBODYS = "019ab0c4-7f5e-7d30-8a35-3b0f3c9d2f41";

    @Test
    void nobodyGetsInWithoutAToken() {
        for (String path : List.of("projects", "projects/1", "builds", "builds/x", "builds/x/events")) {
            given().get("/api/v1/" + path).then().statusCode(401).contentType(startsWith("application/problem+json"));
        }
        new Client("not.a.token").get("/api/v1/builds").then().statusCode(401);
    }

    @Test
    void whatIsSomebodyElsesDoesNotExist() {
        int project = ALICE.createProject("secret");
        String build = ALICE.startBuild(project, "shop");

        String nothing = body(BOB.get("/api/v1/builds/" + NOBODYS));
        assertThat(body(BOB.get("/api/v1/builds/" + build))).isEqualTo(nothing);
        assertThat(body(BOB.get("/api/v1/builds/rubbish"))).isEqualTo(nothing);
        assertThat(body(BOB.get("/api/v1/builds/" + build + "/events"))).isEqualTo(nothing);
        assertThat(body(BOB.get("/api/v1/projects/" + project))).isEqualTo(nothing);
        assertThat(body(BOB.get("/api/v1/projects/2147483647"))).isEqualTo(nothing);
        assertThat(body(BOB.get("/api/v1/projects/99999999999"))).isEqualTo(nothing);
        assertThat(body(BOB.post("/api/v1/builds", Map.of("project_id", project, "service_name", "web"))))
                .isEqualTo(nothing);
        assertThat(BOB.get("/api/v1/builds").jsonPath().getInt("total")).isZero();
        assertThat(BOB.get("/api/v1/builds?project_id=" + project).jsonPath().getInt("total"))
                .isZero();

        ADMIN.get("/api/v1/builds/" + build).then().statusCode(200);
        ADMIN.get("/api/v1/projects/" + project).then().statusCode(200).body("owner", equalTo("alice"));
        ALICE.awaitEnd(build);
    }

    @Test
    void adminBuildsUnderTheOwnersName() {
        int project = ALICE.createProject("helped");
        Response response = ADMIN.post("/api/v1/builds", Map.of("project_id", project, "service_name", "web"));

        response.then()
                .statusCode(202)
                .body("image_full_name", equalTo("ghcr.io/amzhm/alice-helped-web:latest"))
                .body("requested_by", equalTo("root"));
        ALICE.awaitEnd(response.jsonPath().getString("build_id"));
    }

    @Test
    void projectNamesAreUniquePerOwner() {
        ALICE.createProject("twice");
        BOB.createProject("twice");

        ALICE.post("/api/v1/projects", Map.of("name", "twice", "repository_url", "https://github.com/a/b"))
                .then()
                .statusCode(409)
                .contentType(startsWith("application/problem+json"))
                .body("errors.field", containsInAnyOrder("name"));
    }

    @Test
    void everyViolatedFieldOfAProjectIsNamed() {
        ALICE.post(
                        "/api/v1/projects",
                        Map.of("name", "A", "repository_url", "http://github.com/a/b", "owner", "bob", "framework", 3))
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("errors.field", containsInAnyOrder("name", "repository_url", "owner", "framework"));
        ALICE.post("/api/v1/projects", Map.of())
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("name", "repository_url"));
    }

    @Test
    void everyViolatedFieldOfABuildIsNamedAndNothingIsStarted() {
        int before = ALICE.get("/api/v1/builds").jsonPath().getInt("total");
        ALICE.post(
                        "/api/v1/builds",
                        Map.of(
                                "project_id",
                                "1",
                                "service_name",
                                "Front",
                                "branche",
                                "main",
                                "branch",
                                "-x",
                                "status",
                                "success"))
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("project_id", "service_name", "branche", "branch", "status"));
        ALICE.request()
                .contentType(ContentType.JSON)
                .body("{\"project_id\": ")
                .post("/api/v1/builds")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"));
        assertThat(ALICE.get("/api/v1/builds").jsonPath().getInt("total")).isEqualTo(before);
    }

    @Test
    void parametersThatNobodyKnowsAreRefused() {
        ALICE.get("/api/v1/builds?limit=0&cursor=x&status=done")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("limit", "cursor", "status"));
        ALICE.get("/api/v1/projects?limit=x&cursor=x")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("limit", "cursor"));
        ALICE.get("/api/v1/builds?status=done&branch=main&project_id=x&service_name=A")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("status", "branch", "project_id", "service_name"));
    }

    @Test
    void listsComeInPagesTheNewestFirst() {
        Client lister = Client.user("lister");
        int project = lister.createProject("many");
        int other = lister.createProject("other");
        List<String> started = IntStream.range(0, 5)
                .mapToObj(_ -> lister.startBuild(project, "shop"))
                .toList();
        String elsewhere = lister.startBuild(other, "shop");
        started.forEach(lister::awaitEnd);
        lister.awaitEnd(elsewhere);

        List<String> listed = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Response page = lister.get("/api/v1/builds?limit=2&status=success&service_name=frontend&project_id="
                    + project + (cursor == null ? "" : "&cursor=" + cursor));
            page.then().statusCode(200).body("total", equalTo(5));
            listed.addAll(page.jsonPath().getList("items.build_id", String.class));
            cursor = page.jsonPath().getString("next_cursor");
        } while (cursor != null);

        assertThat(listed).isEqualTo(started.reversed());
        lister.get("/api/v1/projects?limit=1")
                .then()
                .body("total", equalTo(2))
                .body("items.id", equalTo(List.of(other)))
                .body("items.last_build.build_id", equalTo(List.of(elsewhere)));
        assertThat(lister.get("/api/v1/builds?status=failed").jsonPath().getInt("total"))
                .isZero();
    }

    @Test
    void aRepeatedRequestStartsNothing() throws Exception {
        int project = ALICE.createProject("repeated");
        Map<String, Object> body = Map.of("project_id", project, "service_name", "web");
        Callable<String> request = () -> body(ALICE.request()
                .header("Idempotency-Key", "key-1")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/builds"));
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> answer : threads.invokeAll(Collections.nCopies(16, request))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).allMatch(answers.getFirst()::equals);
        Response list = ALICE.get("/api/v1/builds?project_id=" + project);
        assertThat(list.jsonPath().getInt("total")).isEqualTo(1);
        ALICE.awaitEnd(list.jsonPath().getString("items[0].build_id"));
        assertThat(request.call()).isEqualTo(answers.getFirst());
        ALICE.request()
                .header("Idempotency-Key", "key-1")
                .contentType(ContentType.JSON)
                .body(Map.of("project_id", project, "service_name", "other"))
                .post("/api/v1/builds")
                .then()
                .statusCode(422);
    }

    /// What a caller can tell answers apart by: all but the address that he sent himself, and the trace.
    private static String body(Response response) {
        return response.statusCode() + " "
                + response.asString()
                        .replaceAll("\"instance\":\"[^\"]*\"", "")
                        .replaceAll("\"trace_id\":\"[^\"]*\"", "");
    }
}
