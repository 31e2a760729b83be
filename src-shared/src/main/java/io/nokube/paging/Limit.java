package io.nokube.paging;

import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many items a page holds: 1 to 200, 50 where the caller does not say.
public record Limit(int value) {
    public static final int DEFAULT = 50;
    public static final int MAX = 200;

    /// Reads the query parameter `limit`.
    ///
    /// @throws ProblemException 400 naming `limit`, where it is not a number from 1 to 200
    public static Limit parse(@Nullable String text) {
        if (text == null) {
            return new Limit(DEFAULT);
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= MAX) {
                return new Limit(value);
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as for a number out of range.
        }
        throw new ProblemException(List.of(new FieldError("limit", "must be a whole number from 1 to " + MAX)));
    }
}
