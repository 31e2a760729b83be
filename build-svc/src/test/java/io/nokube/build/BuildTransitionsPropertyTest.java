package io.nokube.build;

import static io.nokube.build.Fixtures.DIGEST;
import static io.nokube.build.Fixtures.POLICY;
import static io.nokube.build.Fixtures.RUN;
import static io.nokube.build.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for any order of events, also for those that cannot come in that order.
class BuildTransitionsPropertyTest {
    record Happening(BuildEvent event, Duration after) {}

    @Property(tries = 3000)
    void finalStatesNeverChange(@ForAll("lives") List<Happening> life) {
        Build build = Fixtures.build();
        Instant now = T0;
        for (Happening happening : life) {
            now = now.plus(happening.after());
            Build next = BuildTransitions.apply(build, happening.event(), now, POLICY)
                    .build();
            if (build.state().status().isFinal()) {
                assertThat(next).isEqualTo(build);
            }
            build = next;
        }
    }

    @Property(tries = 3000)
    void noTwoDispatchesWithoutALookBetween(@ForAll("lives") List<Happening> life) {
        Build build = Fixtures.build();
        Instant now = T0;
        boolean sent = false;
        boolean looked = false;
        for (Happening happening : life) {
            now = now.plus(happening.after());
            looked |= happening.event() instanceof BuildEvent.NoRunSeen;
            Decision decision = BuildTransitions.apply(build, happening.event(), now, POLICY);
            if (!decision.effects(Effect.Dispatch.class).isEmpty()) {
                assertThat(sent && !looked).isFalse();
                assertThat(decision.build().state()).isInstanceOf(BuildState.Dispatching.class);
                sent = true;
                looked = false;
            }
            build = decision.build();
        }
    }

    @Property(tries = 3000)
    void whatGitHubHasIsNeverSentAgain(@ForAll("lives") List<Happening> life) {
        Build build = Fixtures.build();
        Instant now = T0;
        boolean known = false;
        for (Happening happening : life) {
            now = now.plus(happening.after());
            Decision decision = BuildTransitions.apply(build, happening.event(), now, POLICY);
            assertThat(known && !decision.effects(Effect.Dispatch.class).isEmpty())
                    .isFalse();
            build = decision.build();
            known |= build.state().run() != null
                    || (build.state() instanceof BuildState.Dispatching sent && sent.acknowledged());
        }
    }

    @Property(tries = 3000)
    void aBuildThatIsNotOverIsAlwaysDueAgain(@ForAll("lives") List<Happening> life) {
        Build build = Fixtures.build();
        Instant now = T0;
        for (Happening happening : life) {
            now = now.plus(happening.after());
            Decision decision = BuildTransitions.apply(build, happening.event(), now, POLICY);
            build = decision.build();
            assertThat(decision.due() != null)
                    .isNotEqualTo(build.state().status().isFinal());
        }
    }

    @Property(tries = 3000)
    void whatWasCancelledIsNeverSentAgain(@ForAll("lives") List<Happening> life) {
        Build build = Fixtures.build();
        Instant now = T0;
        boolean cancelled = false;
        for (Happening happening : life) {
            now = now.plus(happening.after());
            cancelled |= happening.event() instanceof BuildEvent.CancelRequested;
            Decision decision = BuildTransitions.apply(build, happening.event(), now, POLICY);
            assertThat(cancelled && !decision.effects(Effect.Dispatch.class).isEmpty())
                    .isFalse();
            build = decision.build();
            assertThat(cancelled && build.state().status() == BuildStatus.PENDING)
                    .isFalse();
        }
    }

    @Provide
    Arbitrary<List<Happening>> lives() {
        Arbitrary<Duration> pauses = Arbitraries.longs().between(0, 1200).map(Duration::ofSeconds);
        return Combinators.combine(events(), pauses).as(Happening::new).list().ofMaxSize(40);
    }

    private static Arbitrary<BuildEvent> events() {
        return Arbitraries.of(
                new BuildEvent.Due(),
                new BuildEvent.DispatchAccepted(RUN),
                new BuildEvent.DispatchAccepted(null),
                new BuildEvent.DispatchRefused("no", "do"),
                new BuildEvent.AccessDenied("no", "do"),
                new BuildEvent.RateLimited(T0.plusSeconds(60)),
                new BuildEvent.DispatchUnknown("timeout"),
                new BuildEvent.RunSeen(Fixtures.run(Run.Phase.WAITING)),
                new BuildEvent.RunSeen(Fixtures.run(Run.Phase.RUNNING)),
                new BuildEvent.RunSeen(Fixtures.run(Run.Phase.COMPLETED)),
                new BuildEvent.RunSeen(Fixtures.run(Run.Phase.COMPLETED, Conclusion.CANCELLED)),
                new BuildEvent.NoRunSeen(),
                new BuildEvent.NoRunSeen(),
                new BuildEvent.RunMissing(),
                new BuildEvent.GitHubUnavailable("500", null),
                new BuildEvent.CancelRequested(),
                new BuildEvent.CancelAnswered(false),
                new BuildEvent.CancelAnswered(true),
                new BuildEvent.StepsSeen(List.of(new Step(1, "Build", Step.Status.SUCCESS, T0, T0))),
                new BuildEvent.LogRead(new RunResult(DIGEST, null), List.of()),
                new BuildEvent.LogRead(null, List.of("boom")),
                new BuildEvent.LogMissing("410"));
    }
}
