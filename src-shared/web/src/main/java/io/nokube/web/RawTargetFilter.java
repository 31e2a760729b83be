package io.nokube.web;

import io.nokube.problem.Problem;
import io.nokube.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/// Refuses, before anything else looks at it, a request target that two parsers could read in two ways.
///
/// The Quarkus line in use is known to be led past path-based rules by such targets (CVE-2026-39852, CVE-2026-50559,
/// CVE-2026-87743). NoKube authorizes by annotations and not by paths; this closes the door in front of that as well.
/// No path of NoKube's needs any of these spellings.
@Singleton
public class RawTargetFilter {
    /// Before every other filter and before authentication.
    static final int PRIORITY = 100_000;

    private static final List<String> REFUSED = List.of(";", "\\", "//", "%2f", "%5c", "%3b", "%25", "%00", "%2e");

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
        String path = (query < 0 ? target : target.substring(0, query)).toLowerCase(Locale.ROOT);
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
            return false;
        }
        return REFUSED.stream().noneMatch(path::contains) && !hasDotSegment(path);
    }

    private static boolean hasDotSegment(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
