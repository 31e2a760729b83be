package io.nokube.web;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Whether a token was refused only because the gateway's keys could not be fetched, which says nothing about the
/// token.
/// A key that is not among those that were fetched is another matter.
final class KeysAway {
    private static final int DEEPEST = 20;

    private KeysAway() {}

    static boolean isCauseOf(Throwable refused) {
        @Nullable Throwable cause = refused;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof IOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
