package io.nokube.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nokube.sandbox.github.Fault;
import io.nokube.sandbox.github.SandboxGitHub;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The build service is killed (SIGKILL) at every statement and every call that a build's life consists of, in turn and
/// then at random, while builds are accepted and cancelled, and their jobs push what they print.
///
/// The native executable is killed at each of them; the JVM, which takes seconds to start again, at a third of them,
/// drawn
/// anew each time. `-Dnokube.kills=500` kills so often in all, `-Dnokube.seed=1` draws the same points again.
class SigkillIT {
    private static final Logger LOG = Logger.getLogger(SigkillIT.class.getName());
    private static final Duration RUN_TIME = Duration.ofMillis(1500);
    private static final long REACHED_MILLIS = 40_000;
    private static final long AT_RANDOM_MILLIS = 1_500;

    /// Where the process dies: `done` says whether the other side has done it, so that only the answer is missing.
    private sealed interface Point {
        record Statement(String pattern, boolean done) implements Point {}

        record Call(String pattern, boolean done) implements Point {}
    }

    private static final String DISPATCH = "POST .*/dispatches";
    private static final String LOOK = "GET .*/workflows/build-image.yml/runs";

    private static final List<Point> POINTS = List.of(
            new Point.Statement("^insert into build", false),
            new Point.Statement("^insert into build\\.build ", true),
            new Point.Statement("^insert into build\\.build_event", true),
            new Point.Statement("lease_owner = \\$1, lease_until", false),
            new Point.Statement("lease_owner = \\$1, lease_until", true),
            new Point.Statement("lease_owner = null", false),
            new Point.Statement("lease_owner = null", true),
            new Point.Statement("^select .* for no key update|^select .* for update", false),
            new Point.Statement("^update build\\.build set .*attempts", false),
            new Point.Statement("^update build\\.build set .*attempts", true),
            new Point.Statement("(?i)^commit", false),
            new Point.Statement("(?i)^commit", true),
            new Point.Statement("insert into build\\.build_log ", false),
            new Point.Statement("insert into build\\.build_log_chunk", true),
            new Point.Statement("insert into build\\.build_log_live", true),
            new Point.Statement("insert into build\\.build_result", false),
            new Point.Statement("insert into build\\.build_result", true),
            new Point.Statement("update build\\.run_list", true),
            new Point.Statement("set due_at = \\$2", true),
            new Point.Call(DISPATCH, false),
            new Point.Call(DISPATCH, true),
            new Point.Call(LOOK, false),
            new Point.Call(LOOK, true),
            new Point.Call("GET .*/actions/runs$", true),
            new Point.Call("GET .*/runs/[0-9]+$", false),
            new Point.Call("GET .*/runs/[0-9]+$", true),
            new Point.Call("GET .*/runs/[0-9]+/jobs", true),
            new Point.Call("GET .*/jobs/[0-9]+/logs", false),
            new Point.Call("GET .*/jobs/[0-9]+/logs", true),
            new Point.Call("POST .*/cancel", false),
            new Point.Call("POST .*/cancel", true));

    private final Map<String, String> expected = new LinkedHashMap<>();
    private int started;

    @TempDir
    Path data;

    @Test
    void noBuildIsLostOrSentTwiceAndEachEndsAsItsRunDid() throws Exception {
        boolean isNative = System.getProperty("nokube.form", "jvm").equals("native");
        int kills = Integer.getInteger("nokube.kills", isNative ? POINTS.size() : POINTS.size() / 3);
        long seed = Long.getLong("nokube.seed", System.nanoTime());
        LOG.info(() -> kills + " kills, -Dnokube.seed=" + seed);
        Random random = new Random(seed);
        List<Point> points = new ArrayList<>(POINTS);
        Collections.shuffle(points, random);
        try (BuildServiceAlone service = new BuildServiceAlone(data, RUN_TIME)) {
            Api user = service.user("builder");
            Projects projects = Projects.create(user);
            for (int kill = 0; kill < kills; kill++) {
                boolean inTurn = kill < points.size();
                Point point = points.get(inTurn ? kill : random.nextInt(points.size()));
                killAt(service, point, inTurn, () -> load(user, projects));
            }
            awaitEnds(service, user);
            judge(service, user);
        }
    }

    /// Kills the process at the point; where it does not come by, at any time after that where `inTurn` is false.
    private void killAt(BuildServiceAlone service, Point point, boolean inTurn, Runnable load) throws Exception {
        long patience = inTurn ? REACHED_MILLIS : AT_RANDOM_MILLIS;
        Thread loading = Thread.ofVirtual().start(load);
        boolean reached = switch (point) {
            case Point.Statement(String pattern, boolean done) ->
                service.wire().await(pattern, done, service::kill, patience);
            case Point.Call(String pattern, boolean done) -> call(service, pattern, done, patience);
        };
        assertThat(reached || !inTurn).as("the process came by %s", point).isTrue();
        service.startAgain();
        loading.join();
    }

    private static boolean call(BuildServiceAlone service, String pattern, boolean done, long patience)
            throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        Fault dead = Fault.told(
                () -> {
                    service.kill();
                    reached.countDown();
                },
                Fault.hang());
        if (pattern.equals(LOOK)) {
            // Only what became of a dispatch nobody knows is looked for.
            service.gitHub().faults().next(1, DISPATCH, Fault.doneThen(Fault.serverError(502)));
        }
        service.gitHub().faults().next(1, pattern, done ? Fault.doneThen(dead) : dead);
        boolean came = reached.await(patience, TimeUnit.MILLISECONDS);
        service.gitHub().faults().clear();
        return came;
    }

    /// Where the builds go, by what becomes of their runs.
    private record Projects(int good, int bad, int endless) {
        static Projects create(Api user) {
            return new Projects(
                    create(user, "good", "octocat/hello-world"),
                    create(user, "bad", "acme/fails-build"),
                    create(user, "endless", "acme/hangs-running"));
        }

        private static int create(Api user, String name, String repository) {
            Api.Answer project = user.post("/api/v1/projects", """
                    {"name": "%s", "repository_url": "https://github.com/%s"}""".formatted(name, repository));
            assertThat(project.status()).as(project.text()).isEqualTo(201);
            return project.body().path("id").asInt();
        }
    }

    /// One build of each kind: one that succeeds, one that fails, and one that goes on until it is cancelled.
    private void load(Api user, Projects projects) {
        expect(build(user, projects.good()), "success");
        expect(build(user, projects.bad()), "failed");
        String endless = build(user, projects.endless());
        expect(endless, "cancelled");
        untilAnswered(() -> {
            Api.Answer cancelled = user.delete("/api/v1/builds/" + endless);
            return cancelled.status() == 202 || cancelled.status() == 409 ? cancelled : null;
        });
    }

    private synchronized void expect(String build, String status) {
        expected.put(build, status);
    }

    /// Asks for a build, again and again where no answer comes, as a careful client does.
    private String build(Api user, int project) {
        int number;
        synchronized (this) {
            number = started++;
        }
        String key = UUID.randomUUID().toString();
        String request = """
                {"project_id": %d, "service_name": "svc%d"}""".formatted(project, number);
        return untilAnswered(() -> {
                    Api.Answer answer = user.post("/api/v1/builds", request, Map.of("Idempotency-Key", key));
                    return answer.status() == 202 ? answer : null;
                })
                .string("build_id");
    }

    private interface Attempt {
        Api.@Nullable Answer make();
    }

    private static Api.Answer untilAnswered(Attempt attempt) {
        return await().atMost(120, SECONDS)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            try {
                                return attempt.make();
                            } catch (UncheckedIOException e) {
                                return null;
                            }
                        },
                        answer -> answer != null);
    }

    private void awaitEnds(BuildServiceAlone service, Api user) {
        await().atMost(120, SECONDS)
                .untilAsserted(
                        () -> assertThat(service.count("select count(*) from build.build where due_at is not null"))
                                .as("builds that go on")
                                .isZero());
        assertThat(statuses(user)).isEqualTo(expected);
    }

    private Map<String, String> statuses(Api user) {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (String id : expected.keySet()) {
            statuses.put(id, user.get("/api/v1/builds/" + id).string("status"));
        }
        return statuses;
    }

    private void judge(BuildServiceAlone service, Api user) {
        SandboxGitHub gitHub = service.gitHub();
        expected.forEach((id, status) -> {
            int sent = gitHub.dispatchCount(id);
            if (status.equals("cancelled")) {
                // Who is quick enough cancels before anything was sent.
                assertThat(sent).as(id).isBetween(0, 1);
            } else {
                assertThat(sent).as(id).isOne();
            }
            if (status.equals("success")) {
                assertThat(user.get("/api/v1/builds/" + id).string("image_digest"))
                        .isEqualTo(SandboxGitHub.digestOf(id));
            }
        });
        assertThat(user.get("/api/v1/builds").body().path("total").asInt())
                .as("builds that nobody was told of")
                .isEqualTo(expected.size());
        assertThat(service.count("""
                        select count(*) from (
                            select build_id, seq from (
                                select build_id, seq from build.build_event
                                union all select build_id, event_seq from build.build_log_live
                                union all select build_id, event_seq from build.build_log_chunk
                                where event_seq is not null) events
                            group by build_id, seq having count(*) > 1) doubled""")).as("events with one number").isZero();
        assertThat(service.count("""
                        select count(*) from build.build b where 1
                        <> (select count(*) from build.build_event e where e.build_id = b.id and e.last)"""))
                .as("builds whose stream does not end, or ends twice")
                .isZero();
    }
}
