package io.nokube.gateway.audit;

import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which events are asked for.
///
/// @param before only events older than that id
public record AuditQuery(
        @Nullable String username, @Nullable String kind, long before, Limit limit) {
    /// @throws ProblemException 400, naming the parameter that cannot be understood
    public static AuditQuery parse(
            @Nullable String username, @Nullable String kind, @Nullable String limit, @Nullable String cursor) {
        if (kind != null && AuditKind.parse(kind).isEmpty()) {
            String kinds =
                    Arrays.stream(AuditKind.values()).map(AuditKind::word).collect(Collectors.joining(", "));
            throw new ProblemException(List.of(new FieldError("kind", "must be one of " + kinds)));
        }
        return new AuditQuery(username, kind, before(Cursor.parse(cursor)), Limit.parse(limit));
    }

    private static long before(@Nullable Cursor cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor.key());
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
