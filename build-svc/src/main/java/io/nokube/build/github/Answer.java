package io.nokube.build.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of a question.
public sealed interface Answer<T> {
    record Found<T>(T value) implements Answer<T> {}

    /// GitHub answered that there is none.
    record Missing<T>() implements Answer<T> {}

    /// GitHub does not let NoKube ask.
    record Denied<T>(String message, String hint) implements Answer<T> {}

    /// No answer, or none that could be read.
    ///
    /// @param retryAt when GitHub wants to be asked again, where it says so
    record Unavailable<T>(String cause, @Nullable Instant retryAt) implements Answer<T> {}
}
