package io.nokube.build;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a run ended, in GitHub's words; a word it adds later is [#UNKNOWN].
public enum Conclusion {
    SUCCESS,
    FAILURE,
    TIMED_OUT,
    STARTUP_FAILURE,
    CANCELLED,
    SKIPPED,
    NEUTRAL,
    ACTION_REQUIRED,
    STALE,
    UNKNOWN;

    public static Conclusion of(@Nullable String word) {
        for (Conclusion conclusion : values()) {
            if (conclusion.name().toLowerCase(Locale.ROOT).equals(word)) {
                return conclusion;
            }
        }
        return UNKNOWN;
    }

    /// Whether a run that ended so may have pushed an image all the same.
    public boolean allowsImage() {
        return this == SUCCESS || this == SKIPPED || this == NEUTRAL;
    }
}
