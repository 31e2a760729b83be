package io.nokube.web;

import io.nokube.problem.Problem;
import io.nokube.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;

/// Refuses, before anything else looks at it, a request target that two parsers could read in two ways.
///
/// The Quarkus line in use is known to be led past path-based rules by such targets (CVE-2026-39852, CVE-2026-50559,
/// CVE-2026-87743). NoKube authorizes by annotations and not by paths; this closes the door in front of that as well.
/// No path of NoKube's needs any of these spellings.
@Singleton
public class RawTargetFilter {
    /// Before every other filter and before authentication.
    static final int PRIORITY = 100_000;

    /// Encoded: `/ \ ; % NUL .`
    private static final Set<String> REFUSED = Set.of("2f", "5c", "3b", "25", "00", "2e");

    void install(@Observes Filters filters) {
        filters.register(RawTargetFilter::handle, PRIORITY);
    }

    private static void handle(RoutingContext context) {
        if (isPlain(context.request().uri())) {
            context.next();
            return;
        }
        Problem problem = Problem.of(
                ProblemType.MALFORMED,
                "The path may not contain ';', '\\', '//', dot segments, or percent-encoded separators.");
        context.response()
                .setStatusCode(problem.status())
                .putHeader("content-type", Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .encode());
    }

    /// Whether everybody reads the path of `target` (RFC 9112, section 3.2) in the same way. The query is not looked
    /// at.
    public static boolean isPlain(String target) {
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        if (end == 0 || target.charAt(0) != '/') {
            return false;
        }
        // One pass, because it is gone through for every request.
        for (int i = 0; i < end; i++) {
            char c = target.charAt(i);
            boolean odd = c <= ' ' || c >= 0x7f || c == '#' || c == ';' || c == '\\';
            if (odd || (c == '%' && isRefused(target, i, end)) || (c == '/' && isUnclear(target, i + 1, end))) {
                return false;
            }
        }
        return true;
    }

    /// Whether what is encoded at `percent` must not be.
    private static boolean isRefused(String target, int percent, int end) {
        return percent + 2 < end
                && REFUSED.contains(target.substring(percent + 1, percent + 3).toLowerCase(Locale.ROOT));
    }

    /// Whether the segment that begins at `start` has nothing in it and is not the last one, or is a dot segment.
    private static boolean isUnclear(String target, int start, int end) {
        int slash = target.indexOf('/', start);
        int until = slash < 0 || slash > end ? end : slash;
        return switch (until - start) {
            case 0 -> until < end;
            case 1 -> target.charAt(start) == '.';
            case 2 -> target.charAt(start) == '.' && target.charAt(start + 1) == '.';
            default -> false;
        };
    }
}
