package io.nokube.build;

import io.nokube.build.BuildEvent.AccessDenied;
import io.nokube.build.BuildEvent.CancelAnswered;
import io.nokube.build.BuildEvent.CancelRequested;
import io.nokube.build.BuildEvent.DispatchAccepted;
import io.nokube.build.BuildEvent.DispatchRefused;
import io.nokube.build.BuildEvent.DispatchUnknown;
import io.nokube.build.BuildEvent.Due;
import io.nokube.build.BuildEvent.GitHubUnavailable;
import io.nokube.build.BuildEvent.LogMissing;
import io.nokube.build.BuildEvent.LogRead;
import io.nokube.build.BuildEvent.NoRunSeen;
import io.nokube.build.BuildEvent.RateLimited;
import io.nokube.build.BuildEvent.RunMissing;
import io.nokube.build.BuildEvent.RunSeen;
import io.nokube.build.BuildEvent.StepsSeen;
import io.nokube.build.BuildFailure.Category;
import java.time.Instant;
import java.util.List;

/// The state machine of a build: what an event makes of it, and what is to be done then.
///
/// Two rules carry the promise that a build is dispatched exactly once. It is [Dispatching] before it is sent, so that
/// whoever takes over after a crash knows that it may have been sent; and from then on, only [NoRunSeen] (a look at
/// GitHub that showed nothing) leads to [Effect.Dispatch] again, and only when a run would have shown up by then.
public final class BuildTransitions {
    private BuildTransitions() {}

    public static Decision apply(Build build, BuildEvent event, Instant now, BuildPolicy policy) {
        if (build.state().status().isFinal()) {
            return new Decision(build, List.of(), null);
        }
        Turn turn = new Turn(build, now, policy);
        return switch (event) {
            case Due _ -> turn.due();
            case DispatchAccepted accepted -> turn.accepted(accepted.run());
            case DispatchRefused refused ->
                turn.refused(BuildFailure.of(Category.DISPATCH_REFUSED, refused.message(), refused.hint()));
            case AccessDenied denied ->
                turn.denied(BuildFailure.of(Category.DISPATCH_REFUSED, denied.message(), denied.hint()));
            case RateLimited limited -> turn.rateLimited(limited.until());
            case DispatchUnknown _ -> turn.stay(now.plus(policy.lookAgain()));
            case RunSeen seen -> turn.runSeen(seen.run());
            case NoRunSeen _ -> turn.noRunSeen();
            case RunMissing _ -> turn.runMissing();
            case GitHubUnavailable unavailable -> turn.unavailable(unavailable.retryAt());
            case CancelRequested _ -> turn.cancelRequested();
            case CancelAnswered answered -> turn.cancelAnswered(answered.byForce());
            case StepsSeen steps -> turn.stepsSeen(steps.steps());
            case LogRead log -> turn.logRead(log);
            case LogMissing _ -> turn.logMissing();
        };
    }
}
