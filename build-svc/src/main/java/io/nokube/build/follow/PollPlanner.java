package io.nokube.build.follow;

import io.nokube.build.BuildId;
import io.nokube.build.Run;
import io.nokube.build.github.RateGate.Rate;
import io.nokube.build.store.ActiveRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What to ask GitHub next, and when, so that its limit lasts until it is reset. Pure.
///
/// One list of runs tells of all builds at once. The jobs of a run, which show its steps, are asked for where its entry
/// in the list changed: at once where the run has just begun or somebody watches the build, and otherwise so rarely
/// that all builds together ask a fixed number of times an hour, however many there are.
final class PollPlanner {
    /// A run and its jobs.
    private static final int REQUESTS_PER_RUN = 2;
    /// A list and the jobs of what changed in it.
    private static final int REQUESTS_PER_LIST = 3;
    /// All builds that nobody watches ask for their jobs 400 times an hour.
    private static final Duration JOBS_EVERY = Duration.ofSeconds(9);

    private static final Duration JOBS_AT_MOST_EVERY = Duration.ofMinutes(1);

    private static final Seen NEVER = new Seen(Run.Phase.WAITING, null, Instant.EPOCH, true);

    private PollPlanner() {}

    /// How things stand.
    ///
    /// @param listedAt when some replica last asked for the list
    /// @param heardAt when a webhook last told of a run
    /// @param watched whether anybody watches a build here
    /// @param closedUntil until when GitHub asked for a pause; null where it did not
    record Situation(
            Instant listedAt,
            Instant heardAt,
            boolean watched,
            Rate rate,
            @Nullable Instant closedUntil) {}

    /// How often the list is asked for.
    ///
    /// @param watched where somebody watches
    /// @param unwatched where nobody does
    /// @param told while webhooks tell of runs
    /// @param trusted how long one webhook is taken as a sign that others come, too
    /// @param reserve requests that are left for dispatching
    record Pacing(Duration watched, Duration unwatched, Duration told, Duration trusted, int reserve) {}

    /// When to ask for the list of runs again.
    static Instant nextList(Situation situation, Pacing pacing, Instant now) {
        Duration every = situation.watched() ? pacing.watched() : pacing.unwatched();
        if (now.isBefore(situation.heardAt().plus(pacing.trusted()))
                && pacing.told().compareTo(every) > 0) {
            every = pacing.told();
        }
        Instant next = situation.listedAt().plus(every);
        Rate rate = situation.rate();
        if (rate.remaining() != Integer.MAX_VALUE && now.isBefore(rate.reset())) {
            next = later(next, affordable(situation.listedAt(), rate, pacing.reserve(), now));
        }
        return situation.closedUntil() == null ? next : later(next, situation.closedUntil());
    }

    /// Spreads what is left over the time that is left.
    private static Instant affordable(Instant listedAt, Rate rate, int reserve, Instant now) {
        int passes = (rate.remaining() - reserve) / REQUESTS_PER_LIST;
        return passes <= 0
                ? rate.reset()
                : listedAt.plus(Duration.between(now, rate.reset()).dividedBy(passes));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// What was last made of a run's entry in the list.
    ///
    /// @param jobsAt when its jobs were last asked for
    /// @param owed whether it changed since
    record Seen(Run.Phase phase, @Nullable Instant updatedAt, Instant jobsAt, boolean owed) {}

    /// What a run's entry in the list asks for.
    ///
    /// @param tell whether the build does not know yet where its run stands
    /// @param jobs whether its jobs are to be asked for
    record Look(ActiveRun build, Run run, boolean tell, boolean jobs, Seen seen) {}

    /// What is to be done for the active builds whose runs are listed, the most urgent first.
    ///
    /// @param seen by run id
    static List<Look> looks(
            List<ActiveRun> active,
            Map<Long, Run> listed,
            Map<Long, Seen> seen,
            Predicate<BuildId> watched,
            int maxJobs,
            Instant now) {
        Duration jobsEvery = jobsEvery(active.size());
        List<ActiveRun> urgentFirst = active.stream()
                .filter(build -> listed.containsKey(build.runId()))
                .sorted(Comparator.comparing((ActiveRun build) -> !watched.test(build.build()))
                        .thenComparing(
                                build -> seen.getOrDefault(build.runId(), NEVER).jobsAt()))
                .toList();
        List<Look> looks = new ArrayList<>();
        int jobs = 0;
        for (ActiveRun build : urgentFirst) {
            Run run = Objects.requireNonNull(listed.get(build.runId()));
            boolean mayAsk = jobs < maxJobs;
            Look look = look(build, run, seen.get(build.runId()), watched.test(build.build()), mayAsk, jobsEvery, now);
            jobs += look.jobs() ? 1 : 0;
            looks.add(look);
        }
        return looks;
    }

    private static Look look(
            ActiveRun build,
            Run run,
            @Nullable Seen before,
            boolean watched,
            boolean mayAsk,
            Duration jobsEvery,
            Instant now) {
        Seen last = before == null ? NEVER : before;
        boolean moved = before == null || last.phase() != run.phase();
        boolean owed = moved || last.owed() || !Objects.equals(last.updatedAt(), run.updatedAt());
        boolean isTime = moved || watched || !now.isBefore(last.jobsAt().plus(jobsEvery));
        boolean jobs = mayAsk && run.phase() == Run.Phase.RUNNING && isTime && (owed || watched);
        Seen seen = new Seen(run.phase(), run.updatedAt(), jobs ? now : last.jobsAt(), owed && !jobs);
        return new Look(build, run, moved, jobs, seen);
    }

    /// How often the jobs are asked for of each of so many builds that nobody watches.
    static Duration jobsEvery(int active) {
        Duration share = JOBS_EVERY.multipliedBy(active);
        return share.compareTo(JOBS_AT_MOST_EVERY) < 0 ? JOBS_AT_MOST_EVERY : share;
    }

    /// How many runs may be looked at now, one by one.
    ///
    /// @param batch the most that one pass looks at
    /// @param reserve requests that are left for dispatching
    /// @param every between two passes
    static int runs(Rate rate, int batch, int reserve, Duration every, Instant now) {
        if (rate.remaining() == Integer.MAX_VALUE || !now.isBefore(rate.reset())) {
            return batch;
        }
        int spare = rate.remaining() - reserve;
        if (spare < REQUESTS_PER_RUN) {
            return 0;
        }
        double passes =
                Math.max(1.0, (double) Duration.between(now, rate.reset()).toMillis() / every.toMillis());
        double perPass = spare / passes / REQUESTS_PER_RUN;
        return (int) Math.clamp(Math.round(perPass), 1, batch);
    }
}
