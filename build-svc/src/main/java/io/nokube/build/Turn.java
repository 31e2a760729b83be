package io.nokube.build;

import io.nokube.build.BuildEvent.LogRead;
import io.nokube.build.BuildFailure.Category;
import io.nokube.build.BuildState.Building;
import io.nokube.build.BuildState.Cancelled;
import io.nokube.build.BuildState.Cancelling;
import io.nokube.build.BuildState.Cancelling.Asked;
import io.nokube.build.BuildState.Dispatching;
import io.nokube.build.BuildState.Failed;
import io.nokube.build.BuildState.Finishing;
import io.nokube.build.BuildState.Pending;
import io.nokube.build.BuildState.Queued;
import io.nokube.build.BuildState.Success;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One event meeting one build.
record Turn(Build build, Instant now, BuildPolicy policy) {
    /// GitHub may take a moment to show the log of a job that has just ended.
    private static final Duration EXPLANATION = Duration.ofMinutes(1);

    Decision due() {
        return switch (build.state()) {
            case Pending pending when pending.attempts() == 0 -> dispatch(1, null);
            case Pending _, Dispatching _ -> stay(now.plus(policy.lookAgain()), findRun());
            case Queued queued ->
                stay(nextPoll(), new Effect.FollowRun(queued.run().id()));
            case Building building ->
                stay(nextPoll(), new Effect.FollowRun(building.run().id()));
            case Cancelling cancelling -> dueCancelling(cancelling);
            case Finishing finishing ->
                stay(nextPoll(), new Effect.FetchLog(finishing.run().id()));
            case Success _, Failed _, Cancelled _ -> stay(null);
        };
    }

    private Decision dueCancelling(Cancelling cancelling) {
        RunLink run = cancelling.run();
        if (run == null) {
            return stay(now.plus(policy.lookAgain()), findRun());
        }
        Effect follow = new Effect.FollowRun(run.id());
        boolean isLate = BuildPolicy.isOver(cancelling.requestedAt(), policy.forceAfter(), now);
        return switch (cancelling.asked()) {
            case NOT_YET -> stay(nextPoll(), new Effect.CancelRun(run.id(), false), follow);
            case POLITELY ->
                isLate ? stay(nextPoll(), new Effect.CancelRun(run.id(), true), follow) : stay(nextPoll(), follow);
            case BY_FORCE -> stay(nextPoll(), follow);
        };
    }

    Decision cancelRequested() {
        return switch (build.state()) {
            case Pending pending when pending.attempts() == 0 -> become(new Cancelled(null, null, now), null);
            // Every attempt so far was refused, so that the first look that shows no run says all.
            case Pending _ -> cancelling(null, null, now.minus(policy.resendAfter()), false);
            case Dispatching sent -> cancelling(null, null, sent.sentAt(), sent.acknowledged());
            case Queued queued -> cancelling(queued.run(), null, now, true);
            case Building building -> cancelling(building.run(), building.startedAt(), now, true);
            case Cancelling _, Finishing _ -> stay(soon());
            case Success _, Failed _, Cancelled _ -> stay(null);
        };
    }

    private Decision cancelling(
            @Nullable RunLink run, @Nullable Instant startedAt, Instant sentAt, boolean acknowledged) {
        return become(new Cancelling(run, startedAt, sentAt, acknowledged, now, Asked.NOT_YET), now);
    }

    Decision cancelAnswered(boolean byForce) {
        if (!(build.state() instanceof Cancelling c)) {
            return stay(soon());
        }
        Asked asked = byForce ? Asked.BY_FORCE : Asked.POLITELY;
        return become(
                new Cancelling(c.run(), c.startedAt(), c.sentAt(), c.acknowledged(), c.requestedAt(), asked),
                nextPoll());
    }

    Decision accepted(@Nullable RunLink run) {
        if (build.state() instanceof Cancelling c && c.run() == null) {
            return become(new Cancelling(run, c.startedAt(), c.sentAt(), true, c.requestedAt(), c.asked()), now);
        }
        if (!(build.state() instanceof Dispatching dispatching)) {
            return stay(soon());
        }
        if (run != null) {
            return become(new Queued(run), nextPoll());
        }
        return become(
                new Dispatching(dispatching.attempt(), dispatching.sentAt(), true, null), now.plus(policy.lookAgain()));
    }

    Decision refused(BuildFailure failure) {
        return switch (build.state()) {
            case Pending _ -> fail(failure);
            case Dispatching dispatching when !dispatching.acknowledged() -> fail(failure);
            case Cancelling cancelling when cancelling.run() == null && !cancelling.acknowledged() -> neverThere();
            default -> stay(soon());
        };
    }

    Decision denied(BuildFailure failure) {
        return switch (build.state()) {
            case Pending pending -> denied(pending.attempts(), pending.deniedSince(), failure);
            case Dispatching sent when !sent.acknowledged() -> deniedWhileSent(sent, failure);
            default -> unavailable(null);
        };
    }

    private Decision denied(int attempts, @Nullable Instant deniedSince, BuildFailure failure) {
        Instant since = deniedSince == null ? now : deniedSince;
        return BuildPolicy.isOver(since, policy.deniedPatience(), now)
                ? fail(failure)
                : become(new Pending(attempts, since), policy.retryAt(build.id(), since, now));
    }

    /// A look that was denied says nothing about the dispatch before it, whose outcome stays unknown.
    private Decision deniedWhileSent(Dispatching sent, BuildFailure failure) {
        Instant since = sent.deniedSince() == null ? now : sent.deniedSince();
        return BuildPolicy.isOver(since, policy.deniedPatience(), now)
                ? fail(failure)
                : become(
                        new Dispatching(sent.attempt(), sent.sentAt(), false, since),
                        policy.retryAt(build.id(), since, now));
    }

    Decision rateLimited(Instant until) {
        if (build.state() instanceof Dispatching sent && !sent.acknowledged()) {
            return become(new Pending(sent.attempt(), null), until);
        }
        return unavailable(until);
    }

    Decision noRunSeen() {
        return switch (build.state()) {
            case Pending pending -> dispatch(pending.attempts() + 1, pending.deniedSince());
            case Dispatching sent when sent.acknowledged() -> stillAwaited(sent);
            case Dispatching sent
            when BuildPolicy.isOver(sent.sentAt(), policy.resendAfter(), now) ->
                dispatch(sent.attempt() + 1, sent.deniedSince());
            case Dispatching _ -> stay(now.plus(policy.lookAgain()));
            case Cancelling cancelling when cancelling.run() == null -> noRunToCancel(cancelling);
            default -> stay(soon());
        };
    }

    private Decision noRunToCancel(Cancelling cancelling) {
        Duration patience = cancelling.acknowledged() ? policy.acknowledgedPatience() : policy.resendAfter();
        return BuildPolicy.isOver(cancelling.sentAt(), patience, now)
                ? neverThere()
                : stay(now.plus(policy.lookAgain()));
    }

    private Decision neverThere() {
        return become(new Cancelled(null, null, now), null);
    }

    /// What GitHub acknowledged is never sent again: its run may be late, and a second one would be a second image.
    private Decision stillAwaited(Dispatching sent) {
        if (!BuildPolicy.isOver(sent.sentAt(), policy.acknowledgedPatience(), now)) {
            return stay(policy.retryAt(build.id(), sent.sentAt(), now));
        }
        return fail(BuildFailure.of(
                Category.LOST,
                "GitHub accepted the build, but no run of it ever appeared.",
                "Look at the Actions page of the builds repository, and check that its workflow file sets"
                        + " run-name as NoKube ships it. Then start the build again."));
    }

    Decision runSeen(Run run) {
        return switch (build.state()) {
            case Pending _, Dispatching _ -> follow(new RunLink(run.id(), run.url(), null), run);
            case Queued queued
            when queued.run().id() == run.id() -> follow(queued.run().seenAt(run.url()), run);
            case Building building when building.run().id() == run.id() -> forward(building, run);
            case Cancelling cancelling
            when cancelling.run() == null || cancelling.run().id() == run.id() -> wind(cancelling, run);
            default -> stay(soon());
        };
    }

    private Decision follow(RunLink link, Run run) {
        return switch (run.phase()) {
            case WAITING -> become(new Queued(link), nextPoll());
            case RUNNING -> become(new Building(link, startOf(run)), nextPoll());
            case COMPLETED -> finish(link, run, startOf(run), null);
        };
    }

    private Decision forward(Building building, Run run) {
        RunLink link = building.run().seenAt(run.url());
        return run.phase() == Run.Phase.COMPLETED
                ? finish(link, run, building.startedAt(), null)
                : become(new Building(link, building.startedAt()), nextPoll());
    }

    /// A run that is to end, still going on or over; where it was just found, it is asked to end at once.
    private Decision wind(Cancelling cancelling, Run run) {
        RunLink known = cancelling.run();
        RunLink link = known == null ? new RunLink(run.id(), run.url(), null) : known.seenAt(run.url());
        Instant started = cancelling.startedAt();
        if (run.phase() == Run.Phase.COMPLETED) {
            return finish(link, run, started == null ? startOf(run) : started, cancelling.requestedAt());
        }
        Instant begun = started == null && run.phase() == Run.Phase.RUNNING ? startOf(run) : started;
        return become(
                new Cancelling(link, begun, cancelling.sentAt(), true, cancelling.requestedAt(), cancelling.asked()),
                known == null ? now : nextPoll());
    }

    private Decision finish(RunLink link, Run run, Instant startedAt, @Nullable Instant cancelRequestedAt) {
        Conclusion conclusion = run.conclusion() == null ? Conclusion.UNKNOWN : run.conclusion();
        Instant end = run.updatedAt() == null || run.updatedAt().isBefore(startedAt) ? now : run.updatedAt();
        Finishing finishing = new Finishing(link, conclusion, startedAt, end, cancelRequestedAt);
        return become(finishing, now.plus(policy.lookAgain()), new Effect.FetchLog(link.id()));
    }

    private Instant startOf(Run run) {
        return run.startedAt() == null ? now : run.startedAt();
    }

    Decision runMissing() {
        return switch (build.state()) {
            case Queued queued -> missing(queued.run(), null, link -> new Queued(link));
            case Building building ->
                missing(building.run(), building.startedAt(), link -> new Building(link, building.startedAt()));
            case Cancelling cancelling
            when cancelling.run() != null -> goneWhileCancelling(cancelling, cancelling.run());
            case Finishing _ -> logMissing();
            default -> stay(soon());
        };
    }

    private Decision goneWhileCancelling(Cancelling c, RunLink run) {
        RunLink link = run.missing(now);
        Instant since = Objects.requireNonNull(link.missingSince());
        return BuildPolicy.isOver(since, policy.missingPatience(), now)
                ? become(new Cancelled(link, c.startedAt(), now), null)
                : become(
                        new Cancelling(link, c.startedAt(), c.sentAt(), c.acknowledged(), c.requestedAt(), c.asked()),
                        policy.retryAt(build.id(), since, now));
    }

    private Decision missing(RunLink run, @Nullable Instant startedAt, Function<RunLink, BuildState> stillThere) {
        RunLink link = run.missing(now);
        Instant since = Objects.requireNonNull(link.missingSince());
        if (!BuildPolicy.isOver(since, policy.missingPatience(), now)) {
            return become(stillThere.apply(link), policy.retryAt(build.id(), since, now));
        }
        BuildFailure failure = BuildFailure.of(
                Category.LOST,
                "GitHub no longer knows the run of this build.",
                "Somebody deleted it, or NoKube's token lost its access to the builds repository."
                        + " Start the build again.");
        return become(new Failed(link, startedAt, now, failure), null);
    }

    Decision unavailable(@Nullable Instant retryAt) {
        boolean waiting = build.state().run() == null;
        if (waiting && BuildPolicy.isOver(build.createdAt(), policy.giveUpAfter(), now)) {
            return fail(BuildFailure.of(
                    Category.LOST,
                    "GitHub could not be reached for so long that the build was given up.",
                    "Look at githubstatus.com and at NoKube's readiness, then start the build again."));
        }
        if (build.state() instanceof Finishing finishing
                && BuildPolicy.isOver(finishing.endedAt(), policy.giveUpAfter(), now)) {
            // The run is long over, and its log may never be had: GitHub keeps logs on another host.
            return become(outcome(finishing, null, List.of()), null);
        }
        Instant again = policy.retryAt(build.id(), sinceWhen(), now);
        return stay(retryAt != null && retryAt.isAfter(again) ? retryAt : again);
    }

    private Instant sinceWhen() {
        return switch (build.state()) {
            case Dispatching sent -> sent.sentAt();
            case Finishing finishing -> finishing.endedAt();
            case Cancelling cancelling -> cancelling.requestedAt();
            case Pending _ -> build.createdAt();
            default -> now;
        };
    }

    Decision stepsSeen(List<Step> steps) {
        if (build.state().run() == null) {
            return stay(soon());
        }
        List<Effect> effects = new ArrayList<>();
        for (Step step : steps) {
            if (!build.steps().contains(step)) {
                effects.add(new Effect.PublishStep(step));
            }
        }
        return new Decision(build.withSteps(steps), effects, nextPoll());
    }

    Decision logRead(LogRead log) {
        if (!(build.state() instanceof Finishing finishing)) {
            return stay(soon());
        }
        return become(outcome(finishing, log.result(), log.failedStep()), null);
    }

    Decision logMissing() {
        if (!(build.state() instanceof Finishing finishing)) {
            return stay(soon());
        }
        Finishing without = finishing.logMissing(now);
        Instant since = Objects.requireNonNull(without.run().missingSince());
        if (!BuildPolicy.isOver(since, logPatience(finishing.conclusion()), now)) {
            return become(without, policy.retryAt(build.id(), since, now));
        }
        return become(outcome(finishing, null, List.of()), null);
    }

    /// A run that may have made an image needs its log; one that failed is only explained better by it.
    private Duration logPatience(Conclusion conclusion) {
        if (conclusion.allowsImage()) {
            return policy.logPatience();
        }
        boolean explains = conclusion == Conclusion.FAILURE || conclusion == Conclusion.TIMED_OUT;
        return explains && !build.steps().isEmpty() ? EXPLANATION : Duration.ZERO;
    }

    private BuildState outcome(Finishing end, @Nullable RunResult result, List<String> failedStep) {
        if (end.conclusion() == Conclusion.CANCELLED) {
            return new Cancelled(end.run(), end.startedAt(), end.endedAt());
        }
        if (result != null && end.conclusion().allowsImage()) {
            return new Success(end.run(), end.startedAt(), end.endedAt(), result);
        }
        BuildFailure failure = FailureClassifier.classify(end.conclusion(), build.steps(), failedStep);
        return new Failed(end.run(), end.startedAt(), end.endedAt(), failure);
    }

    private Decision dispatch(int attempt, @Nullable Instant deniedSince) {
        return become(
                new Dispatching(attempt, now, false, deniedSince),
                now.plus(policy.lookAgain()),
                new Effect.Dispatch(attempt));
    }

    private Effect findRun() {
        return new Effect.FindRun(build.createdAt().minus(BuildPolicy.CLOCK_SKEW));
    }

    private Decision fail(BuildFailure failure) {
        BuildState state = build.state();
        return become(new Failed(state.run(), state.startedAt(), now, failure), null);
    }

    private Decision become(BuildState next, @Nullable Instant due, Effect... effects) {
        List<Effect> all = new ArrayList<>(List.of(effects));
        if (isVisible(build.state(), next)) {
            all.add(new Effect.PublishStatus());
        }
        return new Decision(build.with(next), all, due);
    }

    Decision stay(@Nullable Instant due, Effect... effects) {
        return new Decision(build, List.of(effects), due);
    }

    /// A run that is to end or has ended is looked at soon: somebody waits for it, and not for long. The list of runs
    /// tells of all others, so that a look at one by itself is only for what the list does not show.
    private Instant nextPoll() {
        return switch (build.state()) {
            case Cancelling _, Finishing _ -> now.plus(policy.lookAgain());
            default -> now.plus(policy.pollEvery());
        };
    }

    /// For an event that says nothing to this state: whoever is responsible for it looks next.
    private Instant soon() {
        return nextPoll();
    }

    /// Whether somebody outside sees a difference.
    private static boolean isVisible(BuildState before, BuildState after) {
        return before.status() != after.status()
                || !Objects.equals(before.startedAt(), after.startedAt())
                || !Objects.equals(urlOf(before), urlOf(after));
    }

    private static @Nullable String urlOf(BuildState state) {
        RunLink run = state.run();
        return run == null ? null : run.url();
    }
}
