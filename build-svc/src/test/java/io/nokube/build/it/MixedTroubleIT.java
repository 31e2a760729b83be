package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nokube.sandbox.github.Fault;
import io.nokube.sandbox.github.Options;
import io.nokube.sandbox.github.ReceivedRequest;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// GitHub in every kind of trouble at once, drawn at random, while its webhooks come twice, late, out of order or
/// never.
/// Each build ends as its run did, is sent once, and GitHub is asked no more often than it allows.
///
/// Time goes by [FastClock#FACTOR] times as fast, so that the pauses that GitHub asks for are waited out as they are.
/// `-Dnokube.seed=1` draws the same trouble again.
@QuarkusTest
@TestProfile(MixedTroubleIT.FastTime.class)
@WithTestResource(MixedTroubleIT.Fast.class)
@SuppressWarnings("NullAway.Init")
class MixedTroubleIT {
    private static final Logger LOG = Logger.getLogger(MixedTroubleIT.class);
    private static final String START = "nokube.test.start";
    private static final Duration RUN_TIME = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration ON_ITS_WAY = Duration.ofMillis(300).multipliedBy(FastClock.FACTOR);
    private static final int ROUNDS = 6;
    private static final int AT_ONCE = 6;

    /// What becomes of a run, by the repository that is built.
    private static final Map<String, String> ENDS = Map.of(
            "shop", "success none",
            "fails-build", "failed build_failed",
            "fails-cancelled", "cancelled none",
            "fails-push", "failed push_denied",
            "ends-oddly", "failed unknown");

    /// Each kind of request that the service sends.
    private static final List<String> REQUESTS = List.of(
            "POST .*/dispatches",
            "GET .*/workflows/[^/]+/runs",
            "GET .*/actions/runs$",
            "GET .*/actions/runs/\\d+$",
            "GET .*/actions/runs/\\d+/jobs",
            "GET .*/actions/jobs/\\d+/logs");

    public static class FastTime implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(FastClocks.class);
        }
    }

    @Alternative
    @ApplicationScoped
    public static class FastClocks {
        @Produces
        @Singleton
        @Alternative
        Clock clock() {
            return new FastClock(Instant.parse(System.getProperty(START)));
        }
    }

    public static class Fast extends Platform {
        @Override
        protected Options options() {
            Instant start = Instant.now();
            System.setProperty(START, start.toString());
            return Options.defaults().withRunTime(RUN_TIME).withClock(new FastClock(start));
        }

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            // As by default, in the time that goes by here.
            for (String name : List.of("look-again", "resend-after", "denied-patience", "backoff", "backoff-max")) {
                settings.remove("nokube.dispatch." + name);
            }
            for (String name : List.of("force-after", "poll-every", "poll-unwatched", "poll-rarely", "look-alone")) {
                settings.remove("nokube.follow." + name);
            }
            settings.put("nokube.lease", "60s");
            return settings;
        }
    }

    SandboxGitHub gitHub;

    @Inject
    Clock clock;

    @Inject
    Pool database;

    private final Client user = Client.user("plagued");
    private final List<Instant> pauses = new CopyOnWriteArrayList<>();
    private final long seed = Long.getLong("nokube.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int faults;

    @Test
    void everyBuildEndsAsItsRunDid() {
        LOG.infof("-Dnokube.seed=%d", seed);
        int project = user.createProject("plagued");
        Instant began = clock.instant();
        Map<String, String> expected = new LinkedHashMap<>();
        List<String> repositories = new ArrayList<>(ENDS.keySet());
        for (int round = 0; round < ROUNDS; round++) {
            makeTrouble();
            for (int i = 0; i < AT_ONCE; i++) {
                String repository = repositories.get(random.nextInt(repositories.size()));
                expected.put(user.startBuild(project, repository), ENDS.get(repository));
            }
            await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
                deliver(expected.keySet());
                assertThat(ends(expected.keySet()))
                        .as(() -> "with what goes on: " + goingOn())
                        .isEqualTo(expected);
            });
        }

        assertThat(expected.keySet())
                .allSatisfy(id -> assertThat(gitHub.dispatchCount(id)).as(id).isOne());
        isNotAskedDuringPauses();
        isNotAskedTooOften(expected.size(), Duration.between(began, clock.instant()));
    }

    /// The state of each build that is not over, with when it is due and whose it is.
    private List<String> goingOn() {
        List<String> found = new ArrayList<>();
        database.query(
                        "select id || ' ' || state || ' due ' || due_at || ' leased ' || coalesce(lease_until::text, 'no')"
                                + " as standing from build.build where due_at is not null")
                .execute()
                .await()
                .indefinitely()
                .forEach(row -> found.add(row.getString("standing")));
        found.add("at " + clock.instant());
        return found;
    }

    /// Lets some of the next requests go wrong, each kind of request in its own way.
    private void makeTrouble() {
        for (String request : REQUESTS) {
            if (random.nextInt(3) > 0) {
                int times = 1 + random.nextInt(2);
                faults += times;
                gitHub.faults().next(times, request, fault(request));
            }
        }
    }

    private Fault fault(String request) {
        Fault fault = switch (random.nextInt(10)) {
            case 0 -> Fault.serverError(500);
            case 1 -> Fault.serverError(502);
            case 2 -> Fault.hang();
            case 3 -> Fault.cut();
            case 4 -> Fault.garbage();
            // A log is no JSON, and half of one is a log.
            case 5 -> request.endsWith("logs") ? Fault.notFound() : Fault.halved();
            case 6 -> Fault.forbidden();
            case 7 -> pause(Fault.tooManyRequests(PAUSE), PAUSE);
            case 8 -> pause(Fault.secondaryRateLimit(PAUSE), PAUSE);
            default -> pause(Fault.limitedWithoutAWord(429), Duration.ofMinutes(1));
        };
        // GitHub does nothing and says so, or has done it, and its answer is another.
        boolean done = request.startsWith("POST") && fault instanceof Fault.Answer answer && answer.status() >= 500;
        return done && random.nextBoolean() ? Fault.doneThen(fault) : fault;
    }

    private Fault pause(Fault limited, Duration length) {
        return Fault.told(() -> pauses.add(clock.instant().plus(length)), limited);
    }

    /// Webhooks of builds that have a run: none, some, twice, or an old one after a new one.
    private void deliver(Set<String> builds) {
        List<String> shuffled = new ArrayList<>(builds);
        Collections.shuffle(shuffled, random);
        for (String build : shuffled.subList(0, Math.min(4, shuffled.size()))) {
            List<Runnable> deliveries = new ArrayList<>();
            gitHub.runStatus(build).ifPresent(truth -> {
                long run = truth.runId();
                String delivery = UUID.randomUUID().toString();
                deliveries.add(() -> tell(delivery, build, run, truth.status(), truth.conclusion()));
                deliveries.add(() -> tell(delivery, build, run, truth.status(), truth.conclusion()));
                deliveries.add(() -> tell(UUID.randomUUID().toString(), build, run, "in_progress", null));
                deliveries.add(() -> tell(UUID.randomUUID().toString(), build, run, "queued", null));
            });
            Collections.shuffle(deliveries, random);
            deliveries.subList(0, random.nextInt(deliveries.size() + 1)).forEach(Runnable::run);
        }
    }

    private static void tell(String delivery, String build, long run, String status, @Nullable String conclusion) {
        assertThat(WebhookIT.deliver("workflow_run", delivery, WebhookIT.run(build, run, status, conclusion)))
                .isEqualTo(202);
    }

    private Map<String, String> ends(Set<String> builds) {
        Map<String, String> ends = new LinkedHashMap<>();
        for (String id : builds) {
            var build = user.build(id);
            String category = build.getString("error.category");
            ends.put(id, build.getString("status") + " " + (category == null ? "none" : category));
        }
        return ends;
    }

    private void isNotAskedDuringPauses() {
        for (Instant end : pauses) {
            Instant begin = end.minus(PAUSE).plus(ON_ITS_WAY);
            assertThat(asked())
                    .filteredOn(request ->
                            request.at().isAfter(begin) && request.at().isBefore(end))
                    .as("requests during a pause that GitHub asked for until %s", end)
                    .isEmpty();
        }
    }

    /// A list every ten seconds for all builds, five requests for each build, and one more for each that went wrong.
    private void isNotAskedTooOften(int builds, Duration time) {
        long lists = time.dividedBy(Duration.ofSeconds(10)) + 1;
        assertThat(asked()).hasSizeLessThanOrEqualTo((int) lists + 5 * builds + 2 * faults);
    }

    /// Without what only asks whether GitHub is there, and without the downloads to which its answers lead.
    private List<ReceivedRequest> asked() {
        return gitHub.requests().stream()
                .filter(request -> request.path().contains("/repos/"))
                .filter(request -> !request.query().endsWith("per_page=1"))
                .toList();
    }
}
