package io.nokube.build;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can happen to a build.
public sealed interface BuildEvent {
    /// Its time has come: a worker holds it and asks what to do.
    record Due() implements BuildEvent {}

    /// GitHub took the dispatch.
    ///
    /// @param run null where the answer did not say which run it became
    record DispatchAccepted(@Nullable RunLink run) implements BuildEvent {}

    /// GitHub refused it for good: sending it again would change nothing.
    record DispatchRefused(String message, String hint) implements BuildEvent {}

    /// GitHub does not accept NoKube's credentials, on a dispatch or on a look.
    record AccessDenied(String message, String hint) implements BuildEvent {}

    /// GitHub refused it for now; nothing was started.
    record RateLimited(Instant until) implements BuildEvent {}

    /// Nobody knows whether GitHub took it: no answer, a broken one, or the process died while it waited.
    record DispatchUnknown(String cause) implements BuildEvent {}

    /// The run was seen, by its id or by its name.
    record RunSeen(Run run) implements BuildEvent {}

    /// GitHub was asked for a run of this build's name and has none.
    record NoRunSeen() implements BuildEvent {}

    /// GitHub does not know the run whose id it gave.
    record RunMissing() implements BuildEvent {}

    /// GitHub could not be asked.
    ///
    /// @param retryAt when it says it can be, where it says so
    record GitHubUnavailable(String cause, @Nullable Instant retryAt) implements BuildEvent {}

    /// Somebody wants the build to end.
    record CancelRequested() implements BuildEvent {}

    /// GitHub was asked to end the run and answered; whether it ends shows in the run.
    record CancelAnswered(boolean byForce) implements BuildEvent {}

    record StepsSeen(List<Step> steps) implements BuildEvent {}

    /// The log of a run that is over was read.
    ///
    /// @param result what the run says it made
    /// @param failedStep what the step printed that failed
    record LogRead(@Nullable RunResult result, List<String> failedStep) implements BuildEvent {}

    /// The log of a run that is over cannot be had.
    record LogMissing(String cause) implements BuildEvent {}
}
