package io.nokube.build.it;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.sandbox.github.Fault;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What GitHub says by itself.
@QuarkusTest
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class WebhookIT {
    private static final String PATH = "/api/v1/webhooks/github";
    private static final Client USER = Client.user("hooked");
    private static final String RUN = "GET .*/actions/runs/\\d+$";

    SandboxGitHub gitHub;

    @AfterEach
    void gitHubRecovers() {
        gitHub.faults().clear();
    }

    @Test
    void forgedDeliveriesChangeNothing() {
        int project = project("forged", true);
        String body = push("forged", "refs/heads/main", commit());
        RequestSpecification plain = given().contentType(ContentType.JSON).header("X-GitHub-Event", "push");

        assertThat(plain.header("X-GitHub-Delivery", id()).body(body).post(PATH).statusCode())
                .isEqualTo(401);
        assertThat(given().contentType(ContentType.JSON).post(PATH).statusCode())
                .as("nothing at all")
                .isEqualTo(401);
        assertThat(delivery("push", id(), body, "another secret").statusCode()).isEqualTo(401);
        assertThat(delivery("push", id(), body + " ", signature(body, Platform.WEBHOOK_SECRET), true)
                        .statusCode())
                .as("signed, but changed since")
                .isEqualTo(401);
        handled();
        assertThat(builds(project)).isEmpty();
    }

    @Test
    void aPushStartsABuildOnceHoweverOftenItIsToldOf() {
        int project = project("pushed", true);
        String body = push("pushed", "refs/heads/main", commit());
        String delivery = id();

        assertThat(deliver("push", delivery, body)).isEqualTo(202);
        assertThat(deliver("push", delivery, body)).isEqualTo(202);
        assertThat(deliver("push", id(), body)).as("by another webhook").isEqualTo(202);

        handled();
        List<String> builds = builds(project);
        assertThat(builds).hasSize(1);
        JsonPath build = USER.build(builds.getFirst());
        assertThat(build.getString("service_name")).isEqualTo("pushed");
        assertThat(build.getString("branch")).isEqualTo("main");
        assertThat(build.getString("requested_by")).isEqualTo("hooked");
        assertThat(USER.awaitEnd(builds.getFirst()).getString("status")).isEqualTo("success");
    }

    @Test
    void aPushBuildsEachServiceAsItWasBuiltLast() {
        int project = project("services", true);
        for (String service : List.of("web", "api")) {
            String built = USER.post(
                            "/api/v1/builds",
                            Map.of(
                                    "project_id",
                                    project,
                                    "service_name",
                                    service,
                                    "image_tag",
                                    "stable",
                                    "build_args",
                                    Map.of("MODE", service)))
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("build_id");
            USER.awaitEnd(built);
        }

        assertThat(deliver("push", id(), push("services", "refs/heads/main", commit())))
                .isEqualTo(202);

        handled();
        List<String> newest = builds(project).subList(0, 2);
        assertThat(builds(project)).hasSize(4);
        assertThat(newest.stream().map(id -> USER.build(id).getString("image_full_name")))
                .containsExactlyInAnyOrder(
                        "ghcr.io/amzhm/hooked-services-web:stable", "ghcr.io/amzhm/hooked-services-api:stable");
    }

    @Test
    void nothingIsBuiltThatNobodyAskedFor() {
        int off = project("switchedoff", false);
        int on = project("switchedon", true);

        assertThat(deliver("push", id(), push("switchedoff", "refs/heads/main", commit())))
                .isEqualTo(202);
        assertThat(deliver("push", id(), push("switchedon", "refs/heads/feature", commit())))
                .isEqualTo(202);
        assertThat(deliver("ping", id(), "{\"zen\": \"Keep it simple\"}")).isEqualTo(202);
        assertThat(deliver("star", id(), "{\"action\": \"created\"}")).isEqualTo(202);

        handled();
        assertThat(builds(off)).isEmpty();
        assertThat(builds(on)).isEmpty();
        USER.patch("/api/v1/projects/" + off, Map.of("auto_build", true)).then().statusCode(200);
        assertThat(deliver("push", id(), push("switchedoff", "refs/heads/main", commit())))
                .isEqualTo(202);
        Awaitility.await().until(() -> builds(off).size() == 1);
    }

    @Test
    void aRunIsFollowedWithoutAskingForIt() {
        gitHub.faults().always(RUN, Fault.serverError(503));
        String id = USER.startBuild(project("told", false), "shop");
        Awaitility.await().until(() -> USER.build(id).getString("run_url") != null);
        long run = Long.parseLong(USER.build(id).getString("run_url").replaceAll(".*/", ""));

        assertThat(deliver("workflow_run", id(), run(id, run, "in_progress", null)))
                .isEqualTo(202);
        assertThat(USER.build(id).getString("status")).isEqualTo("building");
        assertThat(deliver("workflow_run", id(), run(id, run + 1, "completed", "failure")))
                .as("of another run")
                .isEqualTo(202);
        assertThat(deliver("workflow_run", id(), run(id, run, "completed", "success")))
                .isEqualTo(202);
        assertThat(deliver("workflow_run", id(), run(id, run, "in_progress", null)))
                .as("late")
                .isEqualTo(202);

        JsonPath build = USER.awaitEnd(id);
        assertThat(build.getString("status")).isEqualTo("success");
        assertThat(build.getString("image_digest")).isEqualTo(SandboxGitHub.digestOf(id));
    }

    @Test
    void whatIsSignedButMakesNoSenseIsToldSo() {
        assertThat(deliver("push", id(), "payload=%7B%7D")).isEqualTo(400);
        assertThat(deliver("push", id(), "[]")).isEqualTo(400);
        assertThat(deliver("push", "", "{}")).isEqualTo(400);
        assertThat(deliver("workflow_run", id(), "{\"workflow_run\": 1, \"repository\": []}"))
                .isEqualTo(202);
    }

    /// Waits until a push is worked off that came after all others.
    private static void handled() {
        String name = "last" + id().substring(0, 8);
        int project = project(name, true);
        assertThat(deliver("push", id(), push(name, "refs/heads/main", commit())))
                .isEqualTo(202);
        Awaitility.await().until(() -> !builds(project).isEmpty());
    }

    private static int project(String name, boolean autoBuild) {
        return USER.post(
                        "/api/v1/projects",
                        Map.of(
                                "name", name,
                                "repository_url", "https://github.com/amzhm/" + name,
                                "auto_build", autoBuild))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static List<String> builds(int project) {
        return USER.get("/api/v1/builds?project_id=" + project)
                .then()
                .statusCode(200)
                .extract()
                .path("items.build_id");
    }

    static int deliver(String event, String delivery, String body) {
        return delivery(event, delivery, body, Platform.WEBHOOK_SECRET).statusCode();
    }

    private static Response delivery(String event, String delivery, String body, String secret) {
        return delivery(event, delivery, body, signature(body, secret), true);
    }

    private static Response delivery(String event, String delivery, String body, String signature, boolean json) {
        return given().contentType(json ? ContentType.JSON : ContentType.TEXT)
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", delivery)
                .header("X-Hub-Signature-256", signature)
                .body(body)
                .post(PATH);
    }

    private static String signature(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String push(String repository, String ref, String commit) {
        return """
                {"ref": "%s", "after": "%s", "deleted": false, "repository": {"default_branch": "main",
                 "html_url": "https://github.com/AMZHM/%s"}}""".formatted(ref, commit, repository);
    }

    static String run(String build, long run, String status, @Nullable String conclusion) {
        return """
                {"action": "x", "repository": {"full_name": "nokube/builds"}, "workflow_run": {
                 "id": %d, "display_title": "nokube %s", "path": ".github/workflows/build-image.yml",
                 "status": "%s", "conclusion": %s}}""".formatted(run, build, status, conclusion == null ? "null" : '"' + conclusion + '"');
    }

    private static String commit() {
        return (id() + id()).replace("-", "").substring(0, 40);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
