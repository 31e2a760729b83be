package io.nokube.build.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.BuildId;
import io.nokube.build.Fixtures;
import io.nokube.build.Run;
import io.nokube.build.follow.PollPlanner.Look;
import io.nokube.build.follow.PollPlanner.Pacing;
import io.nokube.build.follow.PollPlanner.Seen;
import io.nokube.build.follow.PollPlanner.Situation;
import io.nokube.build.github.RateGate.Rate;
import io.nokube.build.store.ActiveRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollPlannerTest {
    private static final Instant NOW = Fixtures.T0;
    private static final Pacing PACING = new Pacing(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMinutes(10), 500);

    /// Seconds from the last list to the next one.
    @ParameterizedTest
    @CsvSource({
        // watched, webhook seconds ago, remaining, resets in, closed for -> next after
        "false, , , , , 10",
        "true, , , , , 5",
        "true, 60, , , , 600",
        "false, 599, , , , 600",
        "false, 600, , , , 10",
        "false, , 5000, 3600, , 10",
        "true, , 5000, 3600, , 5",
        "false, , 620, 3600, , 90",
        "true, , 620, 3600, , 90",
        "true, , 502, 1800, , 1800",
        "true, , 0, 1800, , 1800",
        "true, , 0, -1, , 5",
        "true, , , , 77, 77",
        "true, , 5000, 3600, 2, 5",
    })
    void listIsAskedForSoonestWhereSomebodyWatchesAndRarelyNearTheLimit(
            boolean watched,
            @Nullable Long heardAgo,
            @Nullable Integer remaining,
            @Nullable Long resetsIn,
            @Nullable Long closedFor,
            long expected) {
        Situation situation = new Situation(
                NOW,
                heardAgo == null ? Instant.EPOCH : NOW.minusSeconds(heardAgo),
                watched,
                remaining == null || resetsIn == null ? Rate.UNKNOWN : new Rate(remaining, NOW.plusSeconds(resetsIn)),
                closedFor == null ? null : NOW.plusSeconds(closedFor));

        assertThat(PollPlanner.nextList(situation, PACING, NOW)).isEqualTo(NOW.plusSeconds(expected));
    }

    @Property
    void whatIsLeftLastsUntilTheLimitIsReset(
            @ForAll @IntRange(max = 15_000) int remaining,
            @ForAll @LongRange(min = 1, max = 3600) long resetsIn,
            @ForAll boolean watched) {
        Instant reset = NOW.plusSeconds(resetsIn);
        int left = remaining;
        Instant listed = NOW;
        while (left > -1) {
            Situation situation = new Situation(listed, Instant.EPOCH, watched, new Rate(left, reset), null);
            listed = PollPlanner.nextList(situation, PACING, listed);
            if (!listed.isBefore(reset)) {
                return;
            }
            left -= 3;
            assertThat(left).isGreaterThanOrEqualTo(Math.min(remaining, 500));
        }
    }

    @Test
    void aRunThatIsSeenForTheFirstTimeIsToldOfAndItsJobsAreAskedFor() {
        List<Look> looks = looks(List.of(running(1, 10)), Map.of(), _ -> false, 16);

        assertThat(looks).hasSize(1);
        assertThat(looks.getFirst().tell()).isTrue();
        assertThat(looks.getFirst().jobs()).isTrue();
        assertThat(looks.getFirst().seen()).isEqualTo(new Seen(Run.Phase.RUNNING, NOW.plusSeconds(10), NOW, false));
    }

    @Test
    void whatDidNotChangeAsksForNothing() {
        Seen seen = new Seen(Run.Phase.RUNNING, NOW.plusSeconds(10), NOW.minusSeconds(9999), false);

        assertAsks(running(1, 10), seen, false, false, false);
    }

    @Test
    void whatChangedOnlyInTimeWaitsForItsTurn() {
        Seen early = new Seen(Run.Phase.RUNNING, NOW, NOW.minusSeconds(59), false);
        Seen late = new Seen(Run.Phase.RUNNING, NOW, NOW.minusSeconds(60), false);
        Seen owed = new Seen(Run.Phase.RUNNING, NOW.plusSeconds(10), NOW.minusSeconds(60), true);

        assertThat(assertAsks(running(1, 10), early, false, false, false).seen().owed())
                .isTrue();
        assertThat(assertAsks(running(1, 10), late, false, false, true).seen().owed())
                .isFalse();
        assertAsks(running(1, 10), owed, false, false, true);
    }

    @Test
    void whoWatchesWaitsForNothing() {
        Seen seen = new Seen(Run.Phase.RUNNING, NOW.plusSeconds(10), NOW, false);

        assertAsks(running(1, 10), seen, true, false, true);
    }

    @Test
    void aRunThatWaitsOrIsOverHasNoStepsToAskFor() {
        Seen seen = new Seen(Run.Phase.RUNNING, NOW, NOW.minusSeconds(999), true);

        assertAsks(run(1, Run.Phase.COMPLETED, 10), seen, true, true, false);
        assertAsks(run(1, Run.Phase.WAITING, 10), seen, true, true, false);
    }

    @Test
    void whatIsWatchedComesFirstAndThenWhatWaitedLongest() {
        List<Run> runs =
                LongStream.rangeClosed(1, 5).mapToObj(id -> running(id, 10)).toList();
        Map<Long, Seen> seen = new HashMap<>();
        for (long id = 1; id <= 5; id++) {
            seen.put(id, new Seen(Run.Phase.RUNNING, NOW, NOW.minusSeconds(1000 + id), true));
        }

        List<Look> looks = looks(runs, seen, id -> id.equals(build(2)), 3);

        assertThat(looks.stream().filter(Look::jobs).map(look -> look.run().id()))
                .containsExactly(2L, 5L, 4L);
        assertThat(looks.stream().filter(look -> !look.jobs()))
                .allMatch(look -> look.seen().owed());
    }

    @Test
    void runsThatAreNotListedAreLeftAlone() {
        assertThat(PollPlanner.looks(List.of(active(1)), Map.of(), Map.of(), _ -> true, 16, NOW))
                .isEmpty();
    }

    @Property
    void howeverManyBuildsThereAreTheyAskForTheirJobsAFixedNumberOfTimes(@ForAll @IntRange(min = 7, max = 5000) int n) {
        double anHour = 3600.0 / PollPlanner.jobsEvery(n).toSeconds() * n;

        assertThat(anHour).isBetween(399.0, 401.0);
    }

    @Test
    void asManyAsOneLikesWhereNothingIsKnown() {
        assertThat(runs(Rate.UNKNOWN)).isEqualTo(16);
        assertThat(runs(new Rate(0, NOW.minusSeconds(1)))).isEqualTo(16);
    }

    @Test
    void nothingOnceOnlyTheReserveIsLeft() {
        assertThat(runs(new Rate(500, NOW.plusSeconds(60)))).isZero();
        assertThat(runs(new Rate(501, NOW.plusSeconds(60)))).isZero();
    }

    @Test
    void whatIsLeftIsSpreadOverTheTimeThatIsLeft() {
        assertThat(runs(new Rate(5000, NOW.plusSeconds(3600)))).isEqualTo(1);
        assertThat(runs(new Rate(5000, NOW.plusSeconds(600)))).isEqualTo(4);
        assertThat(runs(new Rate(5000, NOW.plusSeconds(10)))).isEqualTo(16);
    }

    private static int runs(Rate rate) {
        return PollPlanner.runs(rate, 16, 500, Duration.ofSeconds(1), NOW);
    }

    private static Look assertAsks(Run run, Seen seen, boolean watched, boolean tell, boolean jobs) {
        List<Look> looks = looks(List.of(run), Map.of(run.id(), seen), _ -> watched, 16);
        assertThat(looks).hasSize(1);
        assertThat(looks.getFirst().tell()).as("tell").isEqualTo(tell);
        assertThat(looks.getFirst().jobs()).as("jobs").isEqualTo(jobs);
        return looks.getFirst();
    }

    private static List<Look> looks(List<Run> runs, Map<Long, Seen> seen, Predicate<BuildId> watched, int maxJobs) {
        Map<Long, Run> listed = new HashMap<>();
        List<ActiveRun> active = new ArrayList<>();
        runs.forEach(run -> {
            listed.put(run.id(), run);
            active.add(active(run.id()));
        });
        return PollPlanner.looks(active, listed, seen, watched, maxJobs, NOW);
    }

    private static ActiveRun active(long run) {
        return new ActiveRun(build(run), run);
    }

    private static BuildId build(long number) {
        return new BuildId(new UUID(7, number));
    }

    private static Run running(long id, long updated) {
        return run(id, Run.Phase.RUNNING, updated);
    }

    private static Run run(long id, Run.Phase phase, long updated) {
        return new Run(id, null, phase, null, NOW, NOW.plusSeconds(updated));
    }
}
