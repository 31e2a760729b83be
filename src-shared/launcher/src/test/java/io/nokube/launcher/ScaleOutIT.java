package io.nokube.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two of every service beside each other, on one database, one GitHub and one cluster, and what becomes of the work
/// when one of them is killed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the first test
class ScaleOutIT {
    private static final String USERNAME = "scaler";
    private static final String NAMESPACE = USERNAME + "-wide";

    @TempDir
    static Path data;

    @TempDir
    static Path otherData;

    private Stack one;
    private Stack two;
    private Api atOne;
    private Api atTwo;
    private int project;

    @BeforeAll
    void start() throws Exception {
        one = TestStack.start(
                data, Map.of("NOKUBE_LEADER_ELECTION_ENABLED", "true", "NOKUBE_LEADER_ELECTION_IDENTITY", "one"));
        var parts = one.sandboxes().parts(one.adminPassword());
        Map<String, String> shared = new LinkedHashMap<>();
        shared.put("NOKUBE_DB_URL", parts.databaseUrl());
        shared.put("NOKUBE_GITHUB_API_URL", parts.gitHubUrl());
        shared.put("NOKUBE_GITHUB_TOKEN", parts.gitHubToken());
        shared.put("NOKUBE_GITHUB_BUILDS_REPO", "nokube/builds");
        shared.put("NOKUBE_REGISTRY_NAMESPACE", "nokube");
        shared.put("NOKUBE_ADMIN_PASSWORD", one.adminPassword());
        shared.put("KUBECONFIG", parts.kubeconfig());
        shared.put("NOKUBE_LEADER_ELECTION_ENABLED", "true");
        shared.put("NOKUBE_LEADER_ELECTION_IDENTITY", "two");
        two = TestStack.start(otherData, shared);
        TestStack.removeNamespace(one, NAMESPACE);
        atOne = TestStack.register(one, USERNAME);
        atTwo = signIn(two);
        project = atOne.post("/api/v1/projects", """
                        {"name": "wide", "repository_url": "https://github.com/octocat/hello-world"}""").body().path("id").asInt();
    }

    @AfterAll
    void stop() {
        if (two != null) {
            two.close();
        }
        if (one != null) {
            TestStack.removeNamespace(one, NAMESPACE);
            one.close();
        }
    }

    @Test
    void everyBuildIsSentOnceAndEndsWhoeverIsKilled() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        for (int round = 0; round < 4; round++) {
            Stack killed = round % 2 == 0 ? one : two;
            Api survivor = round % 2 == 0 ? atTwo : atOne;
            for (int i = 0; i < 3; i++) {
                expected.put(build(i % 2 == 0 ? atOne : atTwo, "svc" + round + i), "success");
            }
            killed.process(Service.BUILD).kill();
            expected.put(build(survivor, "late" + round), "success");
            killed.restart(Service.BUILD);
        }

        await().atMost(150, SECONDS)
                .untilAsserted(
                        () -> assertThat(statuses(atTwo, expected.keySet())).isEqualTo(expected));
        var gitHub = one.sandboxes().gitHub().orElseThrow();
        assertThat(expected.keySet())
                .allSatisfy(id -> assertThat(gitHub.dispatchCount(id)).as(id).isEqualTo(1));
    }

    @Test
    void whatHappensAtOneIsSeenAtTheOther() {
        String id = build(atOne, "seen");

        List<Api.Event> events = atTwo.events("/api/v1/builds/" + id + "/events");

        assertThat(events.getLast().data().path("status").asText()).isEqualTo("success");
        assertThat(events).extracting(Api.Event::id).doesNotHaveDuplicates();
    }

    @Test
    void underTheSameLoadEachBuildIsSentOnceAndSubscribersOfBothSeeAllOfIt() throws Exception {
        record Seen(Future<List<Api.Event>> atOne, Future<List<Api.Event>> atTwo) {}
        Map<String, Seen> seen = new LinkedHashMap<>();
        try (ExecutorService subscribers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                String id = build(i % 2 == 0 ? atOne : atTwo, "load" + i);
                String stream = "/api/v1/builds/" + id + "/events";
                seen.put(
                        id,
                        new Seen(
                                subscribers.submit(() -> atOne.events(stream)),
                                subscribers.submit(() -> atTwo.events(stream))));
            }
        }

        var gitHub = one.sandboxes().gitHub().orElseThrow();
        for (Map.Entry<String, Seen> build : seen.entrySet()) {
            String id = build.getKey();
            List<Api.Event> first = build.getValue().atOne().get();
            List<Api.Event> second = build.getValue().atTwo().get();
            assertThat(gitHub.dispatchCount(id)).as(id).isEqualTo(1);
            assertThat(first.getLast().data().path("status").asText()).as(id).isEqualTo("success");
            // Each begins with how the build stood when it was opened; from there on both saw the same, without a gap.
            int start = Math.max(number(first.getFirst()), number(second.getFirst()));
            assertThat(after(start, first)).as(id).isNotEmpty().isEqualTo(after(start, second));
            assertThat(after(start, first))
                    .extracting(ScaleOutIT::number)
                    .isEqualTo(IntStream.rangeClosed(start + 1, number(first.getLast()))
                            .boxed()
                            .toList());
        }
    }

    private static List<Api.Event> after(int start, List<Api.Event> events) {
        return events.stream().filter(event -> number(event) > start).toList();
    }

    private static int number(Api.Event event) {
        return Integer.parseInt(event.id());
    }

    @Test
    void whoSignsOutAtOneIsSignedOutAtTheOther() {
        Api session = signIn(one);
        Api sameAtTwo = session.at(two.process(Service.GATEWAY).endpoint().url());
        assertThat(sameAtTwo.get("/api/v1/auth/me").status()).isEqualTo(200);

        assertThat(session.post("/api/v1/auth/logout", "").status()).isEqualTo(204);

        await().atMost(20, SECONDS).until(() -> sameAtTwo.get("/api/v1/auth/me").status() == 401);
    }

    @Test
    void theOtherReconcilesWhenTheLeaderIsKilled() throws Exception {
        await().atMost(60, SECONDS).until(() -> leads(one) != leads(two));
        Stack leader = leads(one) ? one : two;
        Stack other = leads(one) ? two : one;
        Api survivor = leads(one) ? atTwo : atOne;
        String before = deploy(survivor, "before");
        awaitRunning(survivor, before);

        leader.process(Service.MONITOR).kill();
        long killed = System.nanoTime();
        String after = deploy(survivor, "after");
        awaitRunning(survivor, after);

        Measurements.report("leader killed, to the next app running", Duration.ofNanos(System.nanoTime() - killed));
        assertThat(leads(other)).isTrue();
        leader.restart(Service.MONITOR);
        assertThat(leads(leader)).as("who comes back does not take over again").isFalse();
    }

    private static Api signIn(Stack stack) {
        Api.Answer login = TestStack.api(stack).post("/api/v1/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(USERNAME, TestStack.PASSWORD));
        return TestStack.api(stack)
                .as(login.body().path("token").path("access_token").asText());
    }

    private String build(Api user, String service) {
        Api.Answer build = user.post("/api/v1/builds", """
                {"project_id": %d, "service_name": "%s"}""".formatted(project, service));
        assertThat(build.status()).as(build.text()).isEqualTo(202);
        return build.string("build_id");
    }

    private String deploy(Api user, String service) {
        Api.Answer deploy = user.post("/api/v1/deploy", """
                {"project_id": %d, "project_name": "wide", "username": "%s", "service_name": "%s",
                 "image_name": "ghcr.io/nokube/web:1", "replicas": 1}""".formatted(project, USERNAME, service));
        assertThat(deploy.status()).as(deploy.text()).isEqualTo(202);
        return deploy.string("deployment_id");
    }

    private static void awaitRunning(Api user, String deployment) {
        await().atMost(60, SECONDS)
                .until(() -> user.get("/api/v1/deployments/" + deployment)
                        .string("status")
                        .equals("running"));
    }

    private static boolean leads(Stack stack) {
        return new Api(stack.process(Service.MONITOR).endpoint().managementUrl(), null)
                .get("/q/metrics")
                .text()
                .contains("nokube_leader 1");
    }

    private static Map<String, String> statuses(Api user, Iterable<String> ids) {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (String id : ids) {
            statuses.put(id, user.get("/api/v1/builds/" + id).string("status"));
        }
        return statuses;
    }
}
