package io.nokube.build.dispatch;

import io.nokube.build.Build;
import io.nokube.build.BuildEvent;
import io.nokube.build.BuildId;
import io.nokube.build.Decision;
import io.nokube.build.Effect;
import io.nokube.build.Run;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.github.Answer;
import io.nokube.build.github.DispatchOutcome;
import io.nokube.build.github.GitHub;
import io.nokube.build.loop.Spacing;
import io.nokube.build.loop.Waiting;
import io.nokube.build.loop.WorkLoop;
import io.nokube.build.store.BuildChanged;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.store.BuildSent;
import io.nokube.build.store.Leases;
import io.nokube.build.store.Leases.Lease;
import io.nokube.build.store.WorkKind;
import io.nokube.web.telemetry.LogContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Takes builds that wait and brings each to GitHub once: claim it, write down what is about to happen, do it, write
/// down what came of it. One at a time, since GitHub wants requests that change something one after the other.
@ApplicationScoped
public class DispatchWorker {
    private static final Logger LOG = Logger.getLogger(DispatchWorker.class);

    private final Leases leases;
    private final BuildRepository builds;
    private final GitHub gitHub;
    private final Clock clock;
    private final Duration callTime;
    private final Spacing spacing;
    private final Event<BuildSent> sent;
    private final WorkLoop loop;

    public DispatchWorker(
            Leases leases,
            BuildRepository builds,
            GitHub gitHub,
            Clock clock,
            BuildConfig config,
            Event<BuildSent> sent) {
        this.leases = leases;
        this.builds = builds;
        this.gitHub = gitHub;
        this.clock = clock;
        this.callTime = config.github().timeout();
        this.spacing = new Spacing(config.dispatch().spacing());
        this.sent = sent;
        this.loop = new WorkLoop("dispatch", config.dispatch().every(), this::pass);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    void accepted(@Observes BuildChanged change) {
        if (change.accepted()) {
            loop.nudge();
        }
    }

    /// Sends all that is due.
    void pass() {
        while (!loop.isStopped()) {
            List<Lease> claimed = Waiting.on(() -> leases.claim(WorkKind.DISPATCH, 1));
            if (claimed.isEmpty()) {
                return;
            }
            work(claimed.getFirst());
        }
    }

    private void work(Lease lease) {
        try (var _ = LogContext.build(lease.build())) {
            perform(apply(lease.build(), new BuildEvent.Due()), lease);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Waiting.on(() -> leases.release(lease.build()));
        }
    }

    private void perform(Decision decision, Lease lease) throws InterruptedException {
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Dispatch _ -> dispatch(decision.build(), lease);
                case Effect.FindRun find -> perform(apply(lease.build(), look(lease.build(), find.since())), lease);
                case Effect.FollowRun _, Effect.CancelRun _, Effect.FetchLog _ -> {
                    // The follower's, which finds it due.
                }
                case Effect.PublishStatus _, Effect.PublishStep _ -> {
                    // Done by the store, with the change itself.
                }
            }
        }
    }

    private void dispatch(Build build, Lease lease) throws InterruptedException {
        spacing.await();
        if (clock.instant().plus(callTime).isAfter(lease.until())) {
            // Too late to be sure that nobody else has taken it over: whoever does looks before sending.
            LOG.infof("Build %s was not sent: its lease was about to run out", build.id());
            return;
        }
        DispatchOutcome outcome = gitHub.dispatch(DispatchInputs.of(build));
        LOG.infof("Build %s was sent: %s", build.id(), outcome);
        Instant answered = clock.instant();
        Decision decision = apply(build.id(), event(outcome));
        if (outcome instanceof DispatchOutcome.Accepted) {
            sent.fire(new BuildSent(decision.build(), answered));
        }
    }

    private BuildEvent look(BuildId build, Instant since) {
        Answer<Run> answer = gitHub.findRun(build, since);
        LOG.debugf("Looked for the run of build %s: %s", build, answer);
        return switch (answer) {
            case Answer.Found<Run>(Run run) -> new BuildEvent.RunSeen(run);
            case Answer.Missing<Run> _ -> new BuildEvent.NoRunSeen();
            case Answer.Denied<Run>(String message, String hint) -> new BuildEvent.AccessDenied(message, hint);
            case Answer.Unavailable<Run>(String cause, Instant retryAt) ->
                new BuildEvent.GitHubUnavailable(cause, retryAt);
        };
    }

    private static BuildEvent event(DispatchOutcome outcome) {
        return switch (outcome) {
            case DispatchOutcome.Accepted accepted -> new BuildEvent.DispatchAccepted(accepted.run());
            case DispatchOutcome.Refused(String message, String hint) -> new BuildEvent.DispatchRefused(message, hint);
            case DispatchOutcome.Denied(String message, String hint) -> new BuildEvent.AccessDenied(message, hint);
            case DispatchOutcome.RateLimited limited -> new BuildEvent.RateLimited(limited.until());
            case DispatchOutcome.Unknown unknown -> new BuildEvent.DispatchUnknown(unknown.cause());
        };
    }

    private Decision apply(BuildId build, BuildEvent event) {
        return Waiting.on(() -> builds.apply(build, event));
    }
}
