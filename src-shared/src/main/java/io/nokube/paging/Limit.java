package io.nokube.paging;

import io.nokube.validation.Violations;
import org.jspecify.annotations.Nullable;

/// How many items a page holds: 1 to 200, 50 where the caller does not say.
public record Limit(int value) {
    public static final int DEFAULT = 50;
    public static final int MAX = 200;

    static final String PARAMETER = "limit";

    /// Reads the query parameter `limit`; the default where it is not given, and where it is not a number from 1 to
    /// 200,
    /// which is a violation.
    static Limit parse(@Nullable String text, Violations violations) {
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
        violations.add(PARAMETER, "must be a whole number from 1 to " + MAX);
        return new Limit(DEFAULT);
    }
}
