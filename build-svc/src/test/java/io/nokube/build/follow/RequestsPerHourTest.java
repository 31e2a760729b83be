package io.nokube.build.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Build;
import io.nokube.build.BuildEvent;
import io.nokube.build.BuildId;
import io.nokube.build.BuildPolicy;
import io.nokube.build.BuildState;
import io.nokube.build.BuildTransitions;
import io.nokube.build.Decision;
import io.nokube.build.Effect;
import io.nokube.build.Fixtures;
import io.nokube.build.Recipe;
import io.nokube.build.Run;
import io.nokube.build.RunLink;
import io.nokube.build.Step;
import io.nokube.build.follow.PollPlanner.Pacing;
import io.nokube.build.follow.PollPlanner.Situation;
import io.nokube.build.github.Answer;
import io.nokube.build.github.Job;
import io.nokube.build.github.RateGate.Rate;
import io.nokube.build.store.ActiveRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Hours of builds, second by second on a clock that is moved by hand, with GitHub's requests counted.
class RequestsPerHourTest {
    private static final Pacing PACING = new Pacing(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(10), 500);
    private static final Duration ALONE = Duration.ofMinutes(5);
    private static final BuildPolicy POLICY = new BuildPolicy(
            Duration.ofSeconds(5),
            Duration.ofSeconds(90),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofHours(6),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            ALONE,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));
    private static final int BUILDS = 100;

    private final CountingGitHub gitHub = new CountingGitHub();
    private final Map<BuildId, Build> builds = new ConcurrentHashMap<>();
    private final Map<BuildId, Instant> due = new ConcurrentHashMap<>();
    private final Map<BuildId, Instant> knownOver = new ConcurrentHashMap<>();
    private final Set<BuildId> watched = new HashSet<>();
    private final RunList list = new RunList(gitHub, new Desk());
    private Instant now = Fixtures.T0;
    private Instant listedAt = Instant.EPOCH;

    @Test
    void aHundredBuildsInAnHourWithoutWebhooks() {
        for (int i = 0; i < BUILDS; i++) {
            // Half of them end within the hour, each with a new step every two to four minutes.
            start(i + 1, Duration.ofSeconds(i), Duration.ofMinutes(i % 2 == 0 ? 90 : 30 + i % 25), 20);
        }

        run(Duration.ofHours(1));

        // And what dispatching them took.
        assertThat(gitHub.counted() + BUILDS).isLessThanOrEqualTo(1500);
        assertThat(builds.values().stream().filter(build -> build.state() instanceof BuildState.Success))
                .hasSize(BUILDS / 2);
        assertThat(builds.values().stream().filter(build -> build.state() instanceof BuildState.Building))
                .hasSize(BUILDS / 2);
    }

    @Test
    void evenWhereSomebodyWatchesOneOfThemAllTheTime() {
        for (int i = 0; i < BUILDS; i++) {
            start(i + 1, Duration.ofSeconds(i), Duration.ofMinutes(90), 20);
        }
        watched.add(id(1));

        run(Duration.ofHours(1));

        assertThat(gitHub.counted() + BUILDS).isLessThanOrEqualTo(1500);
        assertThat(done(id(1)))
                .isEqualTo(new CountingGitHub.Timetable(1, Fixtures.T0, Duration.ofMinutes(90), 20).done(now));
    }

    @Test
    void noMoreThanOneListForBuildsThatStandStill() {
        for (int i = 0; i < BUILDS; i++) {
            start(i + 1, Duration.ofHours(2), Duration.ofMinutes(5), 5);
        }

        run(Duration.ofHours(1));

        assertThat(gitHub.counted()).isEqualTo(1);
        assertThat(gitHub.free()).isBetween(300, 400);
    }

    @Test
    void theEndOfARunIsKnownWithinSeconds() {
        start(1, Duration.ofSeconds(3), Duration.ofMinutes(4), 6);
        start(2, Duration.ofSeconds(3), Duration.ofMinutes(7), 6);
        watched.add(id(1));

        run(Duration.ofMinutes(5));
        watched.clear();
        run(Duration.ofMinutes(5));

        assertThat(knownOver.get(id(1))).isBefore(Fixtures.T0.plusSeconds(3 + 240 + 6));
        assertThat(knownOver.get(id(2))).isBefore(Fixtures.T0.plusSeconds(3 + 420 + 11));
    }

    @Test
    void runsOnLaterPagesAreFollowedToo() {
        start(1, Duration.ofSeconds(3), Duration.ofMinutes(4), 6);
        for (int i = 0; i < 250; i++) {
            gitHub.add(new CountingGitHub.Timetable(1000 + i, Fixtures.T0, Duration.ofSeconds(1), 1));
        }

        run(Duration.ofMinutes(5));

        assertThat(builds.get(id(1))).extracting(Build::state).isInstanceOf(BuildState.Success.class);
        assertThat(gitHub.counted()).isLessThan(25);
    }

    @Test
    void whatTheListDoesNotShowIsLookedAtByItself() {
        start(1, Duration.ofSeconds(3), Duration.ofMinutes(4), 6);
        for (int i = 0; i < 1000; i++) {
            gitHub.add(new CountingGitHub.Timetable(1000 + i, Fixtures.T0, Duration.ofSeconds(1), 1));
        }

        run(Duration.ofMinutes(11));

        assertThat(builds.get(id(1))).extracting(Build::state).isInstanceOf(BuildState.Success.class);
    }

    private void run(Duration length) {
        Instant end = now.plus(length);
        for (; now.isBefore(end); now = now.plusSeconds(1)) {
            gitHub.moveTo(now);
            Rate rate = new Rate(5000 - gitHub.counted(), Fixtures.T0.plus(Duration.ofHours(1)));
            Situation situation = new Situation(listedAt, Instant.EPOCH, !watched.isEmpty(), rate, null);
            List<ActiveRun> active = active();
            if (!active.isEmpty() && !now.isBefore(PollPlanner.nextList(situation, PACING, now))) {
                listedAt = now;
                list.look(active, watched::contains, 16, now);
            }
            due.keySet().stream().filter(id -> isDue(id)).toList().forEach(id -> work(apply(id, new BuildEvent.Due())));
        }
    }

    private List<ActiveRun> active() {
        List<ActiveRun> active = new ArrayList<>();
        builds.forEach((id, build) -> {
            RunLink run = build.state().run();
            if (run != null && (build.state() instanceof BuildState.Queued || isBuilding(id))) {
                active.add(new ActiveRun(id, run.id()));
            }
        });
        return active;
    }

    private boolean isBuilding(BuildId id) {
        return Objects.requireNonNull(builds.get(id)).state() instanceof BuildState.Building;
    }

    private boolean isDue(BuildId id) {
        Instant at = due.get(id);
        return at != null && !at.isAfter(now);
    }

    /// What the follower does for one build.
    private void work(Decision decision) {
        BuildId id = decision.build().id();
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.FollowRun(long runId)
                    && gitHub.run(runId) instanceof Answer.Found<Run>(Run run)) {
                work(apply(id, new BuildEvent.RunSeen(run)));
            } else if (effect instanceof Effect.FetchLog(long runId)
                    && gitHub.jobs(runId) instanceof Answer.Found<List<Job>>(List<Job> jobs)
                    && gitHub.jobLog(jobs.getFirst().id()) instanceof Answer.Found<String>(String text)) {
                apply(id, new BuildEvent.StepsSeen(jobs.getFirst().steps()));
                apply(id, new BuildEvent.LogRead(JobLog.parse(text).result().orElse(null), List.of()));
            }
        }
    }

    private Decision apply(BuildId id, BuildEvent event) {
        Decision decision = BuildTransitions.apply(Objects.requireNonNull(builds.get(id)), event, now, POLICY);
        builds.put(id, decision.build());
        schedule(id, decision.due());
        if (decision.build().state() instanceof BuildState.Finishing) {
            knownOver.putIfAbsent(id, now);
        }
        return decision;
    }

    private void schedule(BuildId id, @Nullable Instant at) {
        if (at == null) {
            due.remove(id);
        } else {
            due.put(id, at);
        }
    }

    private long done(BuildId id) {
        return Objects.requireNonNull(builds.get(id)).steps().stream()
                .filter(step -> step.status() == Step.Status.SUCCESS)
                .count();
    }

    private void start(long run, Duration after, Duration length, int steps) {
        BuildId id = id(run);
        Build build = Build.accepted(id, Fixtures.spec(new Recipe.Buildpacks()), null, now);
        builds.put(id, build.with(new BuildState.Queued(new RunLink(run, null, null))));
        due.put(id, now.plus(ALONE));
        gitHub.add(new CountingGitHub.Timetable(run, now.plus(after), length, steps));
    }

    private static BuildId id(long run) {
        return new BuildId(new UUID(0x7000L, run));
    }

    private final class Desk implements RunList.Desk {
        @Override
        public void runSeen(BuildId build, Run run) {
            apply(build, new BuildEvent.RunSeen(run));
            if (run.phase() == Run.Phase.COMPLETED) {
                due.put(build, now);
            }
        }

        @Override
        public void jobsSeen(BuildId build, List<Job> jobs) {
            apply(
                    build,
                    new BuildEvent.StepsSeen(
                            jobs.stream().flatMap(job -> job.steps().stream()).toList()));
        }

        @Override
        public void covered(List<Long> runIds) {
            builds.forEach((id, build) -> {
                RunLink run = build.state().run();
                if (run != null && runIds.contains(run.id()) && due.containsKey(id)) {
                    due.put(id, now.plus(ALONE));
                }
            });
        }
    }
}
