package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.testkit.SteppableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Holds the sandbox's answers against GitHub's own description of them.
class SandboxGitHubOpenApiIT {
    private static final Duration RUN_TIME = Duration.ofMinutes(2);

    private static GitHubDescription description;
    private static SteppableClock clock;
    private static SandboxGitHub gitHub;
    private static Api api;

    @BeforeAll
    static void start() {
        var found = GitHubDescription.find();
        if (found.isEmpty()) {
            LoggerFactory.getLogger(SandboxGitHubOpenApiIT.class).warn(GitHubDescription.howToGetIt());
        }
        assumeTrue(found.isPresent(), GitHubDescription.howToGetIt());
        description = found.get();
        clock = new SteppableClock(Instant.parse("2025-08-18T10:30:00Z"));
        gitHub = SandboxGitHub.start(Options.defaults().withRunTime(RUN_TIME).withClock(clock));
        api = Api.of(gitHub);
    }

    @AfterAll
    static void stop() {
        if (gitHub != null) {
            gitHub.close();
        }
    }

    @Test
    void dispatchesAreAnsweredAsDescribed() {
        var plain = Api.body("b-1", "acme/shop");
        var asked = Api.body("b-2", "acme/shop").put("return_run_details", true);
        assertThat(description.request("POST", Api.DISPATCHES, asked.toString()))
                .isEmpty();
        assertThat(described("POST", Api.DISPATCHES, api.post(Api.DISPATCHES, plain.toString())))
                .isEqualTo(204);
        assertThat(described("POST", Api.DISPATCHES, api.post(Api.DISPATCHES, asked.toString())))
                .isEqualTo(200);
    }

    @Test
    void runsAndJobsAreAsDescribedInEveryStateTheyPassThrough() {
        var good = api.dispatched(Api.body("b-3", "acme/shop"));
        var bad = api.dispatched(Api.body("b-4", "acme/fails-build"));
        for (int i = 0; i <= 10; i++) {
            for (var id : new long[] {good, bad}) {
                assertThat(get(Api.BUILDS + "/actions/runs/" + id)).isEqualTo(200);
                assertThat(get(Api.BUILDS + "/actions/runs/" + id + "/jobs?filter=latest"))
                        .isEqualTo(200);
            }
            clock.advance(RUN_TIME.dividedBy(9));
        }
        assertThat(get(Api.BUILDS + "/actions/runs?event=workflow_dispatch&per_page=100&created=%3E2025-01-01"))
                .isEqualTo(200);
        assertThat(get(Api.BUILDS + "/actions/workflows/build-image.yml/runs?status=completed"))
                .isEqualTo(200);
        assertThat(get(Api.BUILDS + "/actions/jobs/" + api.job(good).path("id") + "/logs"))
                .isEqualTo(302);
    }

    @Test
    void cancellingIsAnsweredAsDescribed() {
        var id = api.dispatched(Api.body("b-5", "acme/shop"));
        var cancel = Api.BUILDS + "/actions/runs/" + id + "/cancel";
        var force = Api.BUILDS + "/actions/runs/" + id + "/force-cancel";
        assertThat(described("POST", cancel, api.post(cancel, ""))).isEqualTo(202);
        assertThat(described("POST", force, api.post(force, ""))).isEqualTo(202);
        assertThat(described("POST", cancel, api.post(cancel, ""))).isEqualTo(409);
        assertThat(get(Api.BUILDS + "/actions/runs/" + id)).isEqualTo(200);
    }

    @Test
    void theRestIsAsDescribed() {
        assertThat(get("/user")).isEqualTo(200);
        assertThat(get("/rate_limit")).isEqualTo(200);
        assertThat(get(Api.BUILDS)).isEqualTo(200);
        assertThat(get("/repos/acme/missing")).isEqualTo(404);
        assertThat(get("/repos/acme/private-shop")).isEqualTo(200);
        assertThat(get("/repos/acme/shop/branches")).isEqualTo(200);
        assertThat(get("/repos/acme/many/branches?per_page=100&page=2")).isEqualTo(200);
        var file = Api.BUILDS + "/contents/notes.txt";
        var body = "{\"message\": \"m\", \"content\": \"bmV3\"}";
        assertThat(description.request("PUT", file, body)).isEmpty();
        assertThat(described("PUT", file, api.put(file, body))).isEqualTo(201);
        assertThat(get(file)).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsFound() {
        var runs = Api.BUILDS + "/actions/runs";
        var id = api.dispatched(Api.body("b-6", "acme/shop"));
        var run = (ObjectNode) api.run(id);
        assertThat(found(runs + "/" + id, run)).isEmpty();
        assertThat(found(runs + "/" + id, run.deepCopy().put("id", "12")))
                .contains("/id")
                .contains("integer");
        assertThat(found(runs + "/" + id, run.deepCopy().put("created_at", "yesterday")))
                .contains("/created_at");
        assertThat(found(runs + "/" + id, run.deepCopy().without("html_url"))).contains("html_url");
        assertThat(found(runs + "/" + id, run.deepCopy().put("display_tilte", "x")))
                .contains("/display_tilte: is not");
        assertThat(description.response("GET", runs, 200, "<html>"))
                .first()
                .asString()
                .startsWith("not JSON");
        assertThat(description.response("GET", runs, 418, "")).isNotEmpty();
        assertThat(description.response("POST", Api.DISPATCHES, 204, "{}")).isNotEmpty();

        assertThat(description
                        .request("POST", Api.DISPATCHES, "{\"inputs\": {}}")
                        .toString())
                .contains("ref");
        assertThat(description.request("POST", Api.DISPATCHES, "{\"ref\": \"main\", \"imputs\": {}}"))
                .isNotEmpty();
        assertThat(description.request("POST", Api.DISPATCHES, "{\"ref\": 1}")).isNotEmpty();
        assertThat(description.request("POST", Api.DISPATCHES, null)).isNotEmpty();
        assertThat(description.request("GET", runs + "?per_pgae=5", null)).isNotEmpty();
        assertThat(description.request("GET", "/repos/acme/builds/actions/rums", null))
                .isNotEmpty();
        assertThat(description.request("DELETE", Api.DISPATCHES, null)).isNotEmpty();
    }

    private static String found(String path, JsonNode body) {
        return String.join("\n", description.response("GET", path, 200, body.toString()));
    }

    private static int get(String target) {
        assertThat(description.request("GET", target, null)).isEmpty();
        return described("GET", target, api.get(target));
    }

    private static int described(String method, String target, HttpResponse<String> answer) {
        assertThat(description.response(method, target, answer.statusCode(), answer.body()))
                .as(method + " " + target)
                .isEmpty();
        return answer.statusCode();
    }
}
