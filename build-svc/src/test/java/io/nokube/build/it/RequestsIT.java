package io.nokube.build.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.sandbox.github.Options;
import io.nokube.sandbox.github.ReceivedRequest;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How many requests a build costs, with GitHub asked as often as by default.
@QuarkusTest
@WithTestResource(RequestsIT.AtDefaultPace.class)
@SuppressWarnings("NullAway.Init")
class RequestsIT {
    private static final Client USER = Client.user("thrifty");

    public static class AtDefaultPace extends Platform {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(super.start());
            List.of("poll-every", "poll-unwatched", "poll-rarely", "look-alone")
                    .forEach(name -> settings.remove("nokube.follow." + name));
            return settings;
        }
    }

    SandboxGitHub gitHub;

    @Test
    void withWebhooksABuildTakesThreeRequests() {
        tell(UUID.randomUUID().toString(), 1, "in_progress", null);
        int project = USER.createProject("thrift");
        int before = requests().size();

        String id = USER.startBuild(project, "shop");
        Awaitility.await().until(() -> USER.build(id).getString("run_url") != null);
        long run = Long.parseLong(USER.build(id).getString("run_url").replaceAll(".*/", ""));
        tell(id, run, "in_progress", null);
        Awaitility.await().until(() -> isOver(run));
        tell(id, run, "completed", "success");

        assertThat(USER.awaitEnd(id).getString("status")).isEqualTo("success");
        assertThat(requests().subList(before, requests().size()))
                .hasSizeLessThanOrEqualTo(3)
                .extracting(request -> request.path().replaceAll("\\d+", "N").replaceAll(".*/actions/", ""))
                .containsExactly("workflows/build-image.yml/dispatches", "runs/N/jobs", "jobs/N/logs");
    }

    private static void tell(String build, long run, String status, @Nullable String end) {
        String delivery = UUID.randomUUID().toString();
        assertThat(WebhookIT.deliver("workflow_run", delivery, WebhookIT.run(build, run, status, end)))
                .isEqualTo(202);
    }

    private boolean isOver(long run) {
        return given().header("Authorization", "Bearer " + Options.TOKEN)
                .get(gitHub.apiUrl() + "/repos/nokube/builds/actions/runs/" + run)
                .jsonPath()
                .getString("status")
                .equals("completed");
    }

    /// The service's own, without those that only ask whether GitHub is there, and without the downloads to which
    /// GitHub's answers lead.
    private List<ReceivedRequest> requests() {
        return gitHub.requests().stream()
                .filter(request -> "nokube-build-svc".equals(request.headers().get("user-agent")))
                .filter(request -> request.path().contains("/repos/"))
                .filter(request -> !request.query().endsWith("per_page=1"))
                .toList();
    }
}
