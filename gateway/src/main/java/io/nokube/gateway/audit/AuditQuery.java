package io.nokube.gateway.audit;

import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.PageRequest;
import io.nokube.problem.ProblemException;
import io.nokube.validation.Violations;
import io.nokube.web.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which events are asked for.
///
/// @param before only events older than that id
public record AuditQuery(
        @Nullable String username, @Nullable String kind, long before, Limit limit) {
    /// @throws ProblemException 400, naming every parameter that cannot be understood
    static AuditQuery parse(UriInfo uri) {
        Violations violations = new Violations();
        QueryParameters parameters = QueryParameters.of(uri, violations, "username", "kind", "limit", "cursor");
        String kind = parameters.text("kind");
        String kinds = Arrays.stream(AuditKind.values()).map(AuditKind::word).collect(Collectors.joining(", "));
        violations.check("kind", kind, word -> AuditKind.parse(word).isPresent(), "must be one of " + kinds);
        PageRequest page = parameters.page(violations);
        violations.throwIfAny();
        return new AuditQuery(parameters.text("username"), kind, before(page.cursor()), page.limit());
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
