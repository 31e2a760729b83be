package io.nokube.build;

import static io.nokube.build.Fixtures.DIGEST;
import static io.nokube.build.Fixtures.POLICY;
import static io.nokube.build.Fixtures.RUN;
import static io.nokube.build.Fixtures.T0;
import static io.nokube.build.Fixtures.build;
import static io.nokube.build.Fixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.BuildFailure.Category;
import io.nokube.build.BuildState.Building;
import io.nokube.build.BuildState.Cancelling;
import io.nokube.build.BuildState.Cancelling.Asked;
import io.nokube.build.BuildState.Dispatching;
import io.nokube.build.BuildState.Finishing;
import io.nokube.build.BuildState.Pending;
import io.nokube.build.BuildState.Queued;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildTransitionsTest {
    private static final Instant NOW = T0.plusSeconds(100);
    private static final RunResult RESULT = new RunResult(DIGEST, "a".repeat(40));

    private static final Map<String, BuildState> STATES = new LinkedHashMap<>();
    private static final Map<String, BuildEvent> EVENTS = new LinkedHashMap<>();

    static {
        STATES.put("new", new Pending(0, null));
        STATES.put("limited", new Pending(1, null));
        STATES.put("just-sent", new Dispatching(1, NOW.minusSeconds(10), false, null));
        STATES.put("sent-long-ago", new Dispatching(1, NOW.minusSeconds(95), false, null));
        STATES.put("acknowledged", new Dispatching(1, NOW.minusSeconds(95), true, null));
        STATES.put("queued", new Queued(RUN));
        STATES.put("building", new Building(RUN, T0.plusSeconds(10)));
        STATES.put("finishing", new Finishing(RUN, Conclusion.SUCCESS, T0.plusSeconds(10), NOW.minusSeconds(5), null));
        STATES.put("broken", new Finishing(RUN, Conclusion.FAILURE, T0.plusSeconds(10), NOW.minusSeconds(60), null));
        STATES.put("cancelling-unseen", new Cancelling(null, null, NOW.minusSeconds(10), false, NOW, Asked.NOT_YET));
        STATES.put(
                "cancelling-unseen-long", new Cancelling(null, null, NOW.minusSeconds(95), false, NOW, Asked.NOT_YET));
        STATES.put("cancelling-taken", new Cancelling(null, null, NOW.minusSeconds(95), true, NOW, Asked.NOT_YET));
        STATES.put("cancelling", new Cancelling(RUN, T0, T0, true, NOW.minusSeconds(5), Asked.NOT_YET));
        STATES.put("cancelling-asked", new Cancelling(RUN, T0, T0, true, NOW.minusSeconds(5), Asked.POLITELY));
        STATES.put("cancelling-late", new Cancelling(RUN, T0, T0, true, NOW.minusSeconds(300), Asked.POLITELY));
        STATES.put("cancelling-forced", new Cancelling(RUN, T0, T0, true, NOW.minusSeconds(900), Asked.BY_FORCE));
        STATES.put(
                "cancelled-run",
                new Finishing(RUN, Conclusion.CANCELLED, T0.plusSeconds(10), NOW, NOW.minusSeconds(5)));
        STATES.put(
                "outran-cancel", new Finishing(RUN, Conclusion.SUCCESS, T0.plusSeconds(10), NOW, NOW.minusSeconds(5)));

        EVENTS.put("due", new BuildEvent.Due());
        EVENTS.put("accepted", new BuildEvent.DispatchAccepted(RUN));
        EVENTS.put("acknowledged", new BuildEvent.DispatchAccepted(null));
        EVENTS.put("refused", new BuildEvent.DispatchRefused("no", "do"));
        EVENTS.put("denied", new BuildEvent.AccessDenied("no", "do"));
        EVENTS.put("limited", new BuildEvent.RateLimited(NOW.plusSeconds(60)));
        EVENTS.put("unknown", new BuildEvent.DispatchUnknown("timeout"));
        EVENTS.put("run-waiting", new BuildEvent.RunSeen(run(Run.Phase.WAITING)));
        EVENTS.put("run-running", new BuildEvent.RunSeen(run(Run.Phase.RUNNING)));
        EVENTS.put("run-completed", new BuildEvent.RunSeen(run(Run.Phase.COMPLETED)));
        EVENTS.put("no-run", new BuildEvent.NoRunSeen());
        EVENTS.put("run-missing", new BuildEvent.RunMissing());
        EVENTS.put("unavailable", new BuildEvent.GitHubUnavailable("500", null));
        EVENTS.put("cancel", new BuildEvent.CancelRequested());
        EVENTS.put("cancel-answered", new BuildEvent.CancelAnswered(false));
        EVENTS.put("run-cancelled", new BuildEvent.RunSeen(run(Run.Phase.COMPLETED, Conclusion.CANCELLED)));
        EVENTS.put("log", new BuildEvent.LogRead(RESULT, List.of("failed to solve: process")));
        EVENTS.put("no-log", new BuildEvent.LogMissing("410"));
    }

    @ParameterizedTest(name = "{0} + {1} = {2} {3}")
    @CsvSource({
        // a build is sent once, and only after it was written down that it will be
        "new, due, Dispatching, Dispatch",
        "limited, due, Pending, FindRun",
        "limited, no-run, Dispatching, Dispatch",
        "just-sent, due, Dispatching, FindRun",
        "just-sent, no-run, Dispatching,",
        "sent-long-ago, no-run, Dispatching, Dispatch",
        "acknowledged, no-run, Dispatching,",
        "queued, no-run, Queued,",
        "building, no-run, Building,",
        "finishing, no-run, Finishing,",
        // what GitHub answers to a dispatch
        "just-sent, accepted, Queued, PublishStatus",
        "just-sent, acknowledged, Dispatching,",
        "just-sent, refused, Failed, PublishStatus",
        "just-sent, denied, Dispatching,",
        "just-sent, limited, Pending,",
        "just-sent, unknown, Dispatching,",
        "acknowledged, refused, Dispatching,",
        "acknowledged, limited, Dispatching,",
        "limited, denied, Pending,",
        "building, refused, Building,",
        "building, denied, Building,",
        "queued, accepted, Queued,",
        // the run, wherever it is seen first
        "new, run-waiting, Queued, PublishStatus",
        "just-sent, run-waiting, Queued, PublishStatus",
        "just-sent, run-running, Building, PublishStatus",
        "acknowledged, run-completed, Finishing, FetchLog PublishStatus",
        "queued, due, Queued, FollowRun",
        "queued, run-running, Building, PublishStatus",
        "queued, run-completed, Finishing, FetchLog PublishStatus",
        "building, due, Building, FollowRun",
        "building, run-waiting, Building,",
        "building, run-completed, Finishing, FetchLog",
        "building, run-missing, Building,",
        "finishing, run-running, Finishing,",
        "finishing, due, Finishing, FetchLog",
        // the end
        "finishing, log, Success, PublishStatus",
        "finishing, no-log, Finishing,",
        "finishing, unavailable, Finishing,",
        "broken, log, Failed, PublishStatus",
        "broken, no-log, Failed, PublishStatus",
        "building, log, Building,",
        // cancelling: at once where nothing was sent, else when GitHub confirms it
        "new, cancel, Cancelled, PublishStatus",
        "limited, cancel, Cancelling, PublishStatus",
        "just-sent, cancel, Cancelling, PublishStatus",
        "queued, cancel, Cancelling, PublishStatus",
        "building, cancel, Cancelling, PublishStatus",
        "finishing, cancel, Finishing,",
        "cancelling, cancel, Cancelling,",
        "cancelling-unseen, due, Cancelling, FindRun",
        "cancelling-unseen, no-run, Cancelling,",
        "cancelling-unseen, accepted, Cancelling, PublishStatus",
        "cancelling-unseen, refused, Cancelled, PublishStatus",
        "cancelling-unseen, run-waiting, Cancelling, PublishStatus",
        "cancelling-unseen-long, no-run, Cancelled, PublishStatus",
        "cancelling-taken, no-run, Cancelling,",
        "cancelling, due, Cancelling, CancelRun FollowRun",
        "cancelling, cancel-answered, Cancelling,",
        "cancelling-asked, due, Cancelling, FollowRun",
        "cancelling-late, due, Cancelling, CancelRun FollowRun",
        "cancelling-forced, due, Cancelling, FollowRun",
        "cancelling, run-running, Cancelling,",
        "cancelling-asked, run-cancelled, Finishing, FetchLog",
        "cancelling-asked, run-missing, Cancelling,",
        "cancelling-asked, unavailable, Cancelling,",
        "cancelled-run, no-log, Cancelled, PublishStatus",
        "outran-cancel, log, Success, PublishStatus",
        // trouble delays and never loses
        "new, unavailable, Pending,",
        "just-sent, unavailable, Dispatching,",
        "queued, unavailable, Queued,",
        "building, limited, Building,",
    })
    void stateAndEventGiveStateAndEffects(String state, String event, String next, @Nullable String effects) {
        Decision decision = apply(build(state(state)), EVENTS.get(event), NOW);

        assertThat(decision.build().state().getClass().getSimpleName()).isEqualTo(next);
        assertThat(decision.effects().stream()
                        .map(effect -> effect.getClass().getSimpleName())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(effects == null ? "" : effects);
        if (!decision.build().state().status().isFinal()) {
            assertThat(decision.due()).isNotNull().isAfter(NOW.minusSeconds(1));
        }
    }

    @Test
    void nothingLeadsOutOfAFinalState() {
        Build failed =
                apply(build(state("just-sent")), EVENTS.get("refused"), NOW).build();
        Build success = apply(build(state("finishing")), EVENTS.get("log"), NOW).build();

        for (Build over : List.of(failed, success)) {
            for (BuildEvent event : EVENTS.values()) {
                assertThat(apply(over, event, NOW)).isEqualTo(new Decision(over, List.of(), null));
            }
        }
    }

    @Test
    void everyStateTakesEveryEvent() {
        Stream<Decision> decisions = STATES.values().stream()
                .flatMap(state -> EVENTS.values().stream().map(event -> apply(build(state), event, NOW)));

        assertThat(decisions)
                .allSatisfy(decision -> assertThat(decision.due() == null)
                        .isEqualTo(decision.build().state().status().isFinal()));
    }

    @Test
    void whatGitHubAcknowledgedIsLostInTheEndAndNeverSentAgain() {
        Build build = build(new Dispatching(1, T0, true, null));

        Decision patient = apply(
                build,
                EVENTS.get("no-run"),
                T0.plus(POLICY.acknowledgedPatience()).minusSeconds(1));
        Decision lost = apply(build, EVENTS.get("no-run"), T0.plus(POLICY.acknowledgedPatience()));

        assertThat(patient.build()).isEqualTo(build);
        assertThat(failure(lost).category()).isEqualTo(Category.LOST);
    }

    @Test
    void refusedCredentialsAreWaitedOutForAWhile() {
        Build first = apply(build(state("just-sent")), EVENTS.get("denied"), T0).build();

        Decision patient = apply(
                first, EVENTS.get("denied"), T0.plus(POLICY.deniedPatience()).minusSeconds(1));
        Decision over = apply(patient.build(), EVENTS.get("denied"), T0.plus(POLICY.deniedPatience()));

        assertThat(patient.build().state().status()).isEqualTo(BuildStatus.PENDING);
        assertThat(failure(over).category()).isEqualTo(Category.DISPATCH_REFUSED);
        assertThat(failure(over).hint()).isEqualTo("do");
    }

    @Test
    void aRunThatIsGoneIsWaitedForAndThenLost() {
        Build missing =
                apply(build(state("building")), EVENTS.get("run-missing"), T0).build();
        Build back =
                apply(missing, EVENTS.get("run-running"), T0.plusSeconds(5)).build();
        Decision lost = apply(missing, EVENTS.get("run-missing"), T0.plus(POLICY.missingPatience()));

        assertThat(back).isEqualTo(build(state("building")));
        assertThat(failure(lost).category()).isEqualTo(Category.LOST);
    }

    @Test
    void aRunThatDoesNotEndWhenAskedIsEndedByForce() {
        Decision polite = apply(build(state("cancelling")), EVENTS.get("due"), NOW);
        Decision forced = apply(build(state("cancelling-late")), EVENTS.get("due"), NOW);

        assertThat(polite.effects(Effect.CancelRun.class)).containsExactly(new Effect.CancelRun(RUN.id(), false));
        assertThat(forced.effects(Effect.CancelRun.class)).containsExactly(new Effect.CancelRun(RUN.id(), true));
    }

    @Test
    void aBuildIsCancellingUntilGitHubConfirmsIt() {
        Build ending = apply(build(state("cancelling-asked")), EVENTS.get("run-cancelled"), NOW)
                .build();

        assertThat(ending.state().status()).isEqualTo(BuildStatus.CANCELLING);
    }

    @Test
    void aRunThatEndsWellWithoutAnImageHasFailed() {
        Decision decision = apply(build(state("finishing")), new BuildEvent.LogRead(null, List.of()), NOW);

        assertThat(failure(decision).category()).isEqualTo(Category.UNKNOWN);
        assertThat(failure(decision).message()).contains("NoImage");
    }

    @Test
    void aRunThatFailedMakesNoImageWhateverItsLogSays() {
        assertThat(apply(build(state("broken")), EVENTS.get("log"), NOW)
                        .build()
                        .state()
                        .status())
                .isEqualTo(BuildStatus.FAILED);
    }

    @Test
    void anotherRunIsNotThisBuilds() {
        Run other = new Run(8, null, Run.Phase.COMPLETED, Conclusion.FAILURE, null, null);

        Decision decision = apply(build(state("building")), new BuildEvent.RunSeen(other), NOW);

        assertThat(decision.build()).isEqualTo(build(state("building")));
    }

    @Test
    void onlyStepsThatChangedArePublished() {
        Step checkout = new Step(1, "Check out", Step.Status.SUCCESS, T0, T0);
        Step building = new Step(2, "Build", Step.Status.IN_PROGRESS, T0, null);
        Build before = build(state("building")).withSteps(List.of(checkout));

        Decision decision = apply(before, new BuildEvent.StepsSeen(List.of(checkout, building)), NOW);

        assertThat(decision.effects()).containsExactly(new Effect.PublishStep(building));
        assertThat(apply(decision.build(), new BuildEvent.StepsSeen(List.of(checkout, building)), NOW)
                        .effects())
                .isEmpty();
    }

    @Test
    void delaysGrowWithTheTroubleUpToTheGreatest() {
        Build build = build(state("limited"));

        Instant soon =
                apply(build, EVENTS.get("unavailable"), T0.plusSeconds(1)).due();
        Instant late =
                apply(build, EVENTS.get("unavailable"), T0.plusSeconds(3600)).due();

        assertThat(soon).isBetween(T0.plusSeconds(6), T0.plusSeconds(9));
        assertThat(late).isBetween(T0.plusSeconds(3600 + 300), T0.plusSeconds(3600 + 450));
    }

    @Test
    void buildsThatNobodyTookForHoursAreGivenUp() {
        Decision decision = apply(build(state("limited")), EVENTS.get("unavailable"), T0.plus(POLICY.giveUpAfter()));

        assertThat(failure(decision).category()).isEqualTo(Category.LOST);
    }

    @Test
    void theLogThatExplainsAFailureIsAwaitedForAMinuteFromTheFirstLook() {
        Step failed = new Step(1, "Build image", Step.Status.FAILED, T0, T0);
        Build build = build(state("broken")).withSteps(List.of(failed));
        Instant look = NOW.plusSeconds(600);

        Decision first = apply(build, EVENTS.get("no-log"), look);
        Decision soon = apply(first.build(), EVENTS.get("no-log"), look.plusSeconds(59));
        Decision late = apply(soon.build(), EVENTS.get("no-log"), look.plusSeconds(60));
        Decision found = apply(soon.build(), EVENTS.get("log"), look.plusSeconds(59));
        Decision nothingRan = apply(build(state("broken")), EVENTS.get("no-log"), look);

        assertThat(first.build().state()).isInstanceOf(Finishing.class);
        assertThat(first.due()).isBetween(look, look.plusSeconds(10));
        assertThat(soon.build().state()).isInstanceOf(Finishing.class);
        assertThat(late.build().state()).isInstanceOf(BuildState.Failed.class);
        assertThat(failure(found).category()).isEqualTo(Category.BUILD_FAILED);
        assertThat(nothingRan.build().state()).isInstanceOf(BuildState.Failed.class);
    }

    @Test
    void aLogThatCannotBeHadForHoursIsGivenUp() {
        Instant later = NOW.plus(POLICY.giveUpAfter());

        Decision failed = apply(build(state("broken")), EVENTS.get("unavailable"), later);
        Decision cancelled = apply(build(state("cancelled-run")), EVENTS.get("unavailable"), later);

        assertThat(failure(failed).category()).isNotEqualTo(Category.LOST);
        assertThat(cancelled.build().state()).isInstanceOf(BuildState.Cancelled.class);
        assertThat(failed.due()).isNull();
    }

    private static BuildState state(String name) {
        return Objects.requireNonNull(STATES.get(name), name);
    }

    private static Decision apply(Build build, @Nullable BuildEvent event, Instant now) {
        return BuildTransitions.apply(build, Objects.requireNonNull(event), now, POLICY);
    }

    private static BuildFailure failure(Decision decision) {
        assertThat(decision.build().state()).isInstanceOf(BuildState.Failed.class);
        return ((BuildState.Failed) decision.build().state()).failure();
    }
}
