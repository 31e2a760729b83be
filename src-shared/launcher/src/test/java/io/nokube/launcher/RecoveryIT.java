package io.nokube.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of the work when a process is killed, and of the processes when the stack is closed.
class RecoveryIT {
    @TempDir
    Path data;

    @Test
    void everyBuildGoesOnToItsTrueEndAfterBuildServiceIsKilled() throws Exception {
        try (Stack stack = TestStack.start(data)) {
            Api user = TestStack.register(stack, "builder");
            Map<String, String> expected = startBuilds(user);

            stack.process(Service.BUILD).kill();
            assertThat(user.get("/api/v1/builds").status()).isIn(502, 503);
            stack.restart(Service.BUILD);
            stack.process(Service.BUILD).kill();
            stack.restart(Service.BUILD);

            await().atMost(120, SECONDS)
                    .untilAsserted(
                            () -> assertThat(statuses(user, expected.keySet())).isEqualTo(expected));
            var gitHub = stack.sandboxes().gitHub().orElseThrow();
            assertThat(expected.keySet())
                    .allSatisfy(
                            id -> assertThat(gitHub.dispatchCount(id)).as(id).isEqualTo(1));
        }
    }

    @Test
    void nothingIsLeftRunningAndWhatWasStoredIsThereAgain() throws Exception {
        List<Long> pids = new ArrayList<>();
        try (Stack stack = TestStack.start(data)) {
            Api user = TestStack.register(stack, "keeper");
            assertThat(project(user, "kept", "octocat/hello-world")).isPositive();
            for (Service service : Service.values()) {
                pids.add(stack.process(service).pid());
            }
        }
        assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());

        try (Stack stack = TestStack.start(data)) {
            Api.Answer login = TestStack.api(stack).post("/api/v1/auth/login", """
                    {"username": "keeper", "password": "%s"}""".formatted(TestStack.PASSWORD));
            assertThat(login.status()).isEqualTo(200);
            Api user = TestStack.api(stack)
                    .as(login.body().path("token").path("access_token").asText());
            assertThat(user.get("/api/v1/projects").body().path("items"))
                    .singleElement()
                    .satisfies(
                            project -> assertThat(project.path("name").asText()).isEqualTo("kept"));
        }
    }

    private static Map<String, String> startBuilds(Api user) {
        int good = project(user, "good", "octocat/hello-world");
        int bad = project(user, "bad", "acme/fails-build");
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            boolean fails = i % 3 == 2;
            Api.Answer build = user.post("/api/v1/builds", """
                    {"project_id": %d, "service_name": "svc%d"}""".formatted(fails ? bad : good, i));
            assertThat(build.status()).as(build.text()).isEqualTo(202);
            expected.put(build.string("build_id"), fails ? "failed" : "success");
        }
        return expected;
    }

    private static int project(Api user, String name, String repository) {
        Api.Answer project = user.post("/api/v1/projects", """
                {"name": "%s", "repository_url": "https://github.com/%s"}""".formatted(name, repository));
        assertThat(project.status()).as(project.text()).isEqualTo(201);
        return project.body().path("id").asInt();
    }

    private static Map<String, String> statuses(Api user, Iterable<String> ids) {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (String id : ids) {
            statuses.put(id, user.get("/api/v1/builds/" + id).string("status"));
        }
        return statuses;
    }
}
