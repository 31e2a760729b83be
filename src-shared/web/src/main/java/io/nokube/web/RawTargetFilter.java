package io.nokube.web;

import io.nokube.problem.Problem;
import io.nokube.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/// Refuses, before anything else looks at it, a request target that two parsers could read in two ways, or that is none
/// (RFC 9112, section 3.2; RFC 3986, sections 3.3 and 3.4).
///
/// The Quarkus line in use is known to be led past path-based rules by such targets (CVE-2026-39852, CVE-2026-50559,
/// CVE-2026-87743). NoKube authorizes by annotations and not by paths; this closes the door in front of that as well.
/// No path of NoKube's needs any of these spellings.
///
/// Quarkus looks at targets itself, before any filter, and answers 400 with nothing: with the system property
/// `vertx.disableURIValidation`, which the services are run and built with, it leaves that to this.
@Singleton
public class RawTargetFilter {
    /// Before every other filter and before authentication.
    static final int PRIORITY = 100_000;

    /// Encoded: `/ \ ; % NUL .`
    private static final Set<String> REFUSED = Set.of("2f", "5c", "3b", "25", "00", "2e");

    private static final BitSet IN_PATHS = characters("-._~!$&'()*+,=:@/%");
    private static final BitSet IN_QUERIES = characters("-._~!$&'()*+,;=:@/?%[]");

    void install(@Observes Filters filters) {
        filters.register(RawTargetFilter::handle, PRIORITY);
    }

    private static void handle(RoutingContext context) {
        String target = context.request().uri();
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        if (!isPlainPath(target, end)) {
            refuse(
                    context,
                    "The path may not contain ';', '\\', '//', dot segments, percent-encoded separators, or what a"
                            + " path may only have percent-encoded.");
        } else if (!isQuery(target, end + 1)) {
            refuse(
                    context,
                    "The query contains what it may only have percent-encoded, or a '%' that two hexadecimal digits do"
                            + " not follow.");
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, String detail) {
        HttpServerRequest request = context.request();
        String path = request.path();
        String trace = TraceIds.of(request.getHeader(TraceIds.HEADER));
        Problem problem = Problem.of(ProblemType.MALFORMED, detail);
        JsonObject json = new JsonObject()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail());
        if (path != null) {
            json.put("instance", path);
        }
        if (trace != null) {
            json.put("trace_id", trace);
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader("content-type", Problem.MEDIA_TYPE)
                .end(json.toBuffer());
    }

    /// Whether everybody reads `target` in the same way.
    static boolean isPlain(String target) {
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        return isPlainPath(target, end) && isQuery(target, end + 1);
    }

    /// In one pass, because it is gone through for every request.
    private static boolean isPlainPath(String target, int end) {
        if (end == 0 || target.charAt(0) != '/') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = target.charAt(i);
            boolean odd = !IN_PATHS.get(c)
                    || (c == '%' && (!isEncoded(target, i, end) || isRefused(target, i)))
                    || (c == '/' && isUnclear(target, i + 1, end));
            if (odd) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuery(String target, int start) {
        for (int i = start; i < target.length(); i++) {
            char c = target.charAt(i);
            if (!IN_QUERIES.get(c) || (c == '%' && !isEncoded(target, i, target.length()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEncoded(String target, int percent, int end) {
        return percent + 2 < end && isHex(target.charAt(percent + 1)) && isHex(target.charAt(percent + 2));
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /// Whether what is encoded at `percent` must not be.
    private static boolean isRefused(String target, int percent) {
        return REFUSED.contains(target.substring(percent + 1, percent + 3).toLowerCase(Locale.ROOT));
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

    private static BitSet characters(String besidesLettersAndDigits) {
        BitSet set = new BitSet(128);
        set.set('0', '9' + 1);
        set.set('A', 'Z' + 1);
        set.set('a', 'z' + 1);
        besidesLettersAndDigits.chars().forEach(set::set);
        return set;
    }
}
