package io.nokube.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which headers a service sees. Pure.
///
/// What a caller says about who he is or where he comes from is dropped in every spelling, and said by the gateway
/// instead. The services believe the signed token alone; this keeps anything else from being believed by mistake.
final class RequestHeaders {
    /// Set by the gateway, or made anew by its client.
    private static final Set<String> OURS = Set.of(
            "authorization", "cookie", "host", "content-length", "expect", "traceparent", "forwarded", "remote-user");

    /// Beginnings of names by which proxies tell services who calls, from where, or what was really asked for.
    private static final List<String> PRETENCES = List.of(
            "x-user",
            "x-auth",
            "x-forwarded",
            "x-remote-",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-",
            "x-rewrite-",
            "x-http-method",
            "x-method-override",
            "x-envoy-",
            "x-nokube-",
            "x-ssl-",
            "x-webauth-",
            "x-groups",
            "x-roles",
            "impersonate-",
            "true-client-ip",
            "cf-connecting-ip");

    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("x-forwarded-proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("x-forwarded-host");
    private static final CharSequence TRACE = HttpHeaders.createOptimized("traceparent");

    private RequestHeaders() {}

    /// What the gateway itself knows of the request.
    ///
    /// @param authorization what the service is to believe: the caller's verified token; null on a public route
    record Facts(@Nullable String authorization, String address, String scheme, String host, String traceparent) {}

    /// Makes `headers`, as they came in, what a service sees: in place, since most of them stay.
    static void forward(MultiMap headers, Facts facts) {
        Set<String> hopByHop = HopByHop.names(headers);
        List<String> dropped = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (hopByHop.contains(name) || isOurs(name)) {
                dropped.add(header.getKey());
            }
        }
        dropped.forEach(headers::remove);
        if (facts.authorization() != null) {
            headers.add(HttpHeaders.AUTHORIZATION, facts.authorization());
        }
        headers.add(FORWARDED_FOR, facts.address());
        headers.add(FORWARDED_PROTO, facts.scheme());
        headers.add(FORWARDED_HOST, facts.host());
        headers.add(TRACE, facts.traceparent());
    }

    /// Some servers read `X_User` as `X-User`.
    private static boolean isOurs(String lowerName) {
        String name = lowerName.replace('_', '-');
        return OURS.contains(name) || isPretence(name);
    }

    /// A loop, because it is gone through for every header of every request.
    private static boolean isPretence(String name) {
        for (String beginning : PRETENCES) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
