package io.nokube.build;

import java.time.Duration;
import java.time.Instant;

/// How patient NoKube is. Every figure can be configured; see `io.nokube.build.config`.
///
/// @param lookAgain between two looks for a run that must be there
/// @param resendAfter how long no run of that name may be seen before a dispatch with an unknown outcome is sent again
/// @param acknowledgedPatience how long GitHub may take to show a run that it acknowledged
/// @param deniedPatience how long refused credentials are waited out
/// @param giveUpAfter how long a build may wait for GitHub to take it, in all
/// @param missingPatience how long GitHub may deny a run that it named before
/// @param logPatience how long the log of a run that is over may be missing
/// @param forceAfter how long GitHub may take to end a run that it was asked to end, before it is asked to do so by
/// force
/// @param pollEvery between two looks at one run by itself, for what the list of runs does not show
/// @param backoff the first delay after trouble, doubled each time
/// @param backoffMax the longest delay after trouble
public record BuildPolicy(
        Duration lookAgain,
        Duration resendAfter,
        Duration acknowledgedPatience,
        Duration deniedPatience,
        Duration giveUpAfter,
        Duration missingPatience,
        Duration logPatience,
        Duration forceAfter,
        Duration pollEvery,
        Duration backoff,
        Duration backoffMax) {
    /// How far before a build was accepted its run may seem to have been created, clocks being what they are.
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    /// When to try again after trouble that began at `since`: the longer it lasts, the longer the delay, up to the
    /// greatest one, and spread by up to a half so that builds that failed together do not come back together. The
    /// spread is drawn from the build's id, which keeps this a function.
    Instant retryAt(BuildId id, Instant since, Instant now) {
        Duration lasted = Duration.between(since, now);
        Duration delay = lasted.compareTo(backoff) < 0 ? backoff : lasted;
        if (delay.compareTo(backoffMax) > 0) {
            delay = backoffMax;
        }
        long spread = Math.floorMod(id.value().hashCode() + now.getEpochSecond(), 1024L);
        return now.plus(delay).plusMillis(delay.toMillis() * spread / 2048);
    }

    static boolean isOver(Instant since, Duration patience, Instant now) {
        return !now.isBefore(since.plus(patience));
    }
}
