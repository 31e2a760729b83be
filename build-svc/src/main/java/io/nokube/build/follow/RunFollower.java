package io.nokube.build.follow;

import io.nokube.build.Build;
import io.nokube.build.BuildEvent;
import io.nokube.build.BuildId;
import io.nokube.build.BuildState;
import io.nokube.build.Decision;
import io.nokube.build.Effect;
import io.nokube.build.Run;
import io.nokube.build.RunResult;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.github.Answer;
import io.nokube.build.github.GitHub;
import io.nokube.build.github.Job;
import io.nokube.build.github.RateGate;
import io.nokube.build.log.BuildLogs;
import io.nokube.build.log.JobOutput;
import io.nokube.build.log.LiveLogs;
import io.nokube.build.log.LogMask;
import io.nokube.build.loop.Waiting;
import io.nokube.build.loop.WorkLoop;
import io.nokube.build.store.BuildDue;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.store.Leases;
import io.nokube.build.store.Leases.Lease;
import io.nokube.build.store.ReportedResults;
import io.nokube.build.store.WorkKind;
import io.nokube.web.telemetry.LogContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/// Looks at the runs of builds, over and over, and reports what it saw, until they are over and what they made is
/// known.
@ApplicationScoped
public class RunFollower {
    private static final Logger LOG = Logger.getLogger(RunFollower.class);
    /// So long the log of a build is awaited whose result is known without it.
    private static final Duration LOG_OF_REPORTED = Duration.ofMinutes(1);

    private final Leases leases;
    private final BuildRepository builds;
    private final GitHub gitHub;
    private final BuildLogs logs;
    private final LiveLogs live;
    private final FinishedJobs finished;
    private final ReportedResults results;
    private final RateGate gate;
    private final Clock clock;
    private final BuildConfig.Follow config;
    private final WorkLoop loop;

    public RunFollower(
            Leases leases,
            BuildRepository builds,
            GitHub gitHub,
            BuildLogs logs,
            LiveLogs live,
            FinishedJobs finished,
            ReportedResults results,
            RateGate gate,
            Clock clock,
            BuildConfig config) {
        this.leases = leases;
        this.builds = builds;
        this.gitHub = gitHub;
        this.logs = logs;
        this.live = live;
        this.finished = finished;
        this.results = results;
        this.gate = gate;
        this.clock = clock;
        this.config = config.follow();
        this.loop = new WorkLoop("follow", this.config.every(), this::pass);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    void due(@Observes BuildDue event) {
        loop.nudge();
    }

    private void pass() {
        int runs = PollPlanner.runs(gate.rate(), config.batch(), config.reserve(), config.every(), clock.instant());
        if (runs == 0) {
            return;
        }
        List<Lease> claimed = Waiting.on(() -> leases.claim(WorkKind.FOLLOW, runs));
        if (claimed.isEmpty()) {
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            claimed.forEach(lease -> threads.execute(() -> work(lease)));
        }
    }

    private void work(Lease lease) {
        try (var _ = LogContext.build(lease.build())) {
            perform(apply(lease.build(), new BuildEvent.Due()));
        } catch (RuntimeException e) {
            LOG.warnf(e, "Build %s was not followed this time", lease.build());
        } finally {
            Waiting.on(() -> leases.release(lease.build()));
        }
    }

    private void perform(Decision decision) {
        BuildId build = decision.build().id();
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.FollowRun follow -> look(build, follow.runId());
                case Effect.FetchLog fetch -> finish(build, fetch.runId());
                case Effect.CancelRun cancel -> cancel(build, cancel);
                case Effect.Dispatch _, Effect.FindRun _ -> {
                    // The dispatcher's: builds in these states are not claimed here.
                }
                case Effect.PublishStatus _, Effect.PublishStep _ -> {
                    // Done by the store, with the change itself.
                }
            }
        }
    }

    /// What GitHub answers is noted, but only the run shows what came of it: it may have ended before.
    private void cancel(BuildId build, Effect.CancelRun cancel) {
        switch (gitHub.cancel(cancel.runId(), cancel.byForce())) {
            case Answer.Found<Boolean> _, Answer.Missing<Boolean> _ ->
                apply(build, new BuildEvent.CancelAnswered(cancel.byForce()));
            case Answer.Denied<Boolean>(String message, String _) -> unavailable(build, message);
            case Answer.Unavailable<Boolean>(String cause, var retryAt) ->
                apply(build, new BuildEvent.GitHubUnavailable(cause, retryAt));
        }
    }

    private void look(BuildId build, long runId) {
        switch (gitHub.run(runId)) {
            case Answer.Found<Run>(Run run) -> seen(build, run);
            case Answer.Missing<Run> _ -> apply(build, new BuildEvent.RunMissing());
            case Answer.Denied<Run>(String message, String _) -> unavailable(build, message);
            case Answer.Unavailable<Run>(String cause, var retryAt) ->
                apply(build, new BuildEvent.GitHubUnavailable(cause, retryAt));
        }
    }

    private void seen(BuildId build, Run run) {
        Decision decision = apply(build, new BuildEvent.RunSeen(run));
        if (run.phase() == Run.Phase.RUNNING && gitHub.jobs(run.id()) instanceof Answer.Found<List<Job>>(var jobs)) {
            finished.show(
                    apply(build, new BuildEvent.StepsSeen(Job.steps(jobs))).build(), jobs);
        }
        perform(decision);
    }

    private void finish(BuildId build, long runId) {
        switch (gitHub.jobs(runId)) {
            case Answer.Found<List<Job>>(List<Job> jobs) -> {
                Build seen =
                        apply(build, new BuildEvent.StepsSeen(Job.steps(jobs))).build();
                readLog(seen, jobs);
            }
            case Answer.Missing<List<Job>> _ ->
                apply(build, new BuildEvent.LogMissing("GitHub has no jobs of the run"));
            case Answer.Denied<List<Job>>(String message, String _) -> unavailable(build, message);
            case Answer.Unavailable<List<Job>>(String cause, var retryAt) ->
                apply(build, new BuildEvent.GitHubUnavailable(cause, retryAt));
        }
    }

    /// What is kept are the logs of all jobs.
    private void readLog(Build seen, List<Job> jobs) {
        BuildId build = seen.id();
        if (jobs.isEmpty()) {
            apply(build, new BuildEvent.LogMissing("the run had no job"));
            return;
        }
        Job telling = Job.telling(jobs);
        switch (gitHub.jobLog(telling.id())) {
            case Answer.Found<String>(String text) -> readOthers(seen, jobs, telling, text);
            case Answer.Missing<String> _ -> withoutLog(seen);
            case Answer.Denied<String>(String message, String _) -> unavailable(build, message);
            case Answer.Unavailable<String>(String cause, var retryAt) -> {
                if (isAwaitedLong(seen) && reported(seen).isPresent()) {
                    withoutLog(seen);
                } else {
                    apply(build, new BuildEvent.GitHubUnavailable(cause, retryAt));
                }
            }
        }
    }

    private void readOthers(Build seen, List<Job> jobs, Job telling, String told) {
        List<JobOutput> outputs = new ArrayList<>();
        for (Job job : jobs) {
            if (job.id() == telling.id()) {
                outputs.add(new JobOutput(told, job.steps()));
            } else if (job.ran()) {
                switch (gitHub.jobLog(job.id())) {
                    case Answer.Found<String>(String text) -> outputs.add(new JobOutput(text, job.steps()));
                    case Answer.Missing<String> _ -> LOG.debugf("GitHub has no log of job %d", job.id());
                    case Answer.Denied<String>(String message, String _) -> {
                        unavailable(seen.id(), message);
                        return;
                    }
                    case Answer.Unavailable<String>(String cause, var retryAt) -> {
                        apply(seen.id(), new BuildEvent.GitHubUnavailable(cause, retryAt));
                        return;
                    }
                }
            }
        }
        keep(seen, told, outputs);
    }

    /// Before the build is over: whoever sees its end finds its log. Where it cannot be stored, the build is looked at
    /// again later, as with every other change that cannot be stored.
    private void keep(Build build, String told, List<JobOutput> outputs) {
        LogMask mask = LogMask.knowing(build.spec().buildArgs());
        Waiting.on(() -> logs.keep(build.id(), outputs, mask));
        JobLog log = JobLog.parse(told);
        RunResult result = reported(build)
                .or(log::result)
                .or(() -> JobLog.resultOf(outputs))
                .orElse(null);
        apply(build.id(), new BuildEvent.LogRead(result, mask.lines(log.failedStep())));
    }

    /// The lines that the job pushed are then all there is. What it reported says as much as a log that does not come.
    private void withoutLog(Build build) {
        Waiting.on(() -> live.end(build));
        BuildEvent event = (isAwaitedLong(build) ? reported(build) : Optional.<RunResult>empty())
                .<BuildEvent>map(result -> new BuildEvent.LogRead(result, List.of()))
                .orElseGet(() -> new BuildEvent.LogMissing("GitHub has no log of the job"));
        apply(build.id(), event);
    }

    private boolean isAwaitedLong(Build build) {
        return !(build.state() instanceof BuildState.Finishing finishing)
                || !clock.instant().isBefore(finishing.endedAt().plus(LOG_OF_REPORTED));
    }

    private Optional<RunResult> reported(Build build) {
        return Waiting.on(() -> results.find(build.id()));
    }

    private void unavailable(BuildId build, String cause) {
        apply(build, new BuildEvent.GitHubUnavailable(cause, null));
    }

    private Decision apply(BuildId build, BuildEvent event) {
        return Waiting.on(() -> builds.apply(build, event));
    }
}
