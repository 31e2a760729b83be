package io.nokube.build.github;

import io.nokube.build.RunLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of a dispatch. [Unknown] is a case of its own, so that nobody can forget that it happens.
public sealed interface DispatchOutcome {
    /// @param run null where GitHub did not say which run it became
    record Accepted(@Nullable RunLink run) implements DispatchOutcome {}

    /// Nothing was started, and the same request will never be taken.
    record Refused(String message, String hint) implements DispatchOutcome {}

    /// Nothing was started: the credentials are not good enough, as they are now.
    record Denied(String message, String hint) implements DispatchOutcome {}

    /// Nothing was started: too many requests.
    record RateLimited(Instant until) implements DispatchOutcome {}

    /// A run may have been started, or not.
    record Unknown(String cause) implements DispatchOutcome {}
}
