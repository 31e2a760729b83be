package io.nokube.paging;

import io.nokube.validation.Violations;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which page of a list is asked for.
///
/// @param cursor where the page before this one ended; null for the first page
public record PageRequest(@Nullable Cursor cursor, Limit limit) {
    /// Reads the query parameters `limit` and `cursor`, so that what is wrong with them is said beside what is wrong
    /// with
    /// the others.
    ///
    /// @param parameter the text of the parameter of that name; null where it is not given
    public static PageRequest parse(Function<String, @Nullable String> parameter, Violations violations) {
        return new PageRequest(
                Cursor.parse(parameter.apply(Cursor.PARAMETER), violations),
                Limit.parse(parameter.apply(Limit.PARAMETER), violations));
    }
}
