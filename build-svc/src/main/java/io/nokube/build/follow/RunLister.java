package io.nokube.build.follow;

import io.nokube.build.Build;
import io.nokube.build.BuildEvent;
import io.nokube.build.BuildId;
import io.nokube.build.Run;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.events.Wakeups;
import io.nokube.build.follow.PollPlanner.Pacing;
import io.nokube.build.follow.PollPlanner.Situation;
import io.nokube.build.github.GitHub;
import io.nokube.build.github.Job;
import io.nokube.build.github.RateGate;
import io.nokube.build.loop.Waiting;
import io.nokube.build.loop.WorkLoop;
import io.nokube.build.store.ActiveRun;
import io.nokube.build.store.BuildDue;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.store.Pace;
import io.nokube.build.store.RunListTurns;
import io.nokube.build.store.RunListTurns.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Asks GitHub for its list of runs when it is time: one request tells of all builds, and one replica asks for all.
@ApplicationScoped
public class RunLister {
    /// How long one webhook is taken as a sign that others come, too.
    private static final Duration TRUSTED = Duration.ofMinutes(10);
    /// How old the other replicas' knowledge of webhooks may get.
    private static final Duration PASS_ON = Duration.ofMinutes(1);

    private final RunListTurns turns;
    private final BuildRepository builds;
    private final RateGate gate;
    private final Pace pace;
    private final Wakeups streams;
    private final FinishedJobs finished;
    private final Event<BuildDue> due;
    private final Clock clock;
    private final BuildConfig.Follow config;
    private final Pacing pacing;
    private final RunList list;
    private final WorkLoop loop;

    public RunLister(
            RunListTurns turns,
            BuildRepository builds,
            GitHub gitHub,
            RateGate gate,
            Pace pace,
            Wakeups streams,
            FinishedJobs finished,
            Event<BuildDue> due,
            Clock clock,
            BuildConfig config) {
        this.turns = turns;
        this.builds = builds;
        this.gate = gate;
        this.pace = pace;
        this.streams = streams;
        this.finished = finished;
        this.due = due;
        this.clock = clock;
        this.config = config.follow();
        this.pacing = new Pacing(
                this.config.pollEvery(),
                this.config.pollUnwatched(),
                this.config.pollRarely(),
                TRUSTED,
                this.config.reserve());
        this.list = new RunList(gitHub, new Noted());
        this.loop = new WorkLoop("list", this.config.every(), this::pass);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void pass() {
        Instant now = clock.instant();
        Turn turn = Waiting.on(turns::read);
        Instant heard = pace.lastHeard();
        if (heard.isAfter(turn.heardAt().plus(PASS_ON))) {
            Waiting.on(() -> turns.heard(heard));
        }
        if (now.isBefore(PollPlanner.nextList(situation(turn, heard), pacing, now))) {
            return;
        }
        // Where no build goes on, there is nothing that the list could tell: the turn is taken, and nobody is asked.
        if (!Waiting.on(() -> turns.take(turn, now))) {
            return;
        }
        List<ActiveRun> active = Waiting.on(turns::active);
        if (!active.isEmpty()) {
            int jobs = PollPlanner.runs(gate.rate(), config.batch(), config.reserve(), config.every(), now);
            list.look(active, streams::isWatched, jobs, now);
        }
    }

    private Situation situation(Turn turn, Instant heard) {
        return new Situation(
                turn.listedAt(),
                heard.isAfter(turn.heardAt()) ? heard : turn.heardAt(),
                streams.size() > 0,
                gate.rate(),
                gate.closedUntil());
    }

    /// As a webhook would have told it.
    private final class Noted implements RunList.Desk {
        @Override
        public void runSeen(BuildId build, Run run) {
            Waiting.on(() -> builds.apply(build, new BuildEvent.RunSeen(run)));
            if (run.phase() == Run.Phase.COMPLETED) {
                Waiting.on(() -> builds.hurry(build));
                due.fire(new BuildDue(build));
            }
        }

        @Override
        public void jobsSeen(BuildId build, List<Job> jobs) {
            Build seen = Waiting.on(() -> builds.apply(build, new BuildEvent.StepsSeen(Job.steps(jobs))))
                    .build();
            finished.show(seen, jobs);
        }

        @Override
        public void covered(List<Long> runIds) {
            Instant now = clock.instant();
            Duration alone = config.lookAlone();
            Waiting.on(() -> turns.covered(runIds, now.plus(alone), now.plus(alone.dividedBy(2))));
        }
    }
}
