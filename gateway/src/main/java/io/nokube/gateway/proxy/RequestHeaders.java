package io.nokube.gateway.proxy;

import java.util.ArrayList;
import java.util.List;
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

    private RequestHeaders() {}

    /// What the gateway itself knows of the request.
    ///
    /// @param authorization what the service is to believe: the caller's verified token; null on a public route
    record Facts(@Nullable String authorization, String address, String scheme, String host, String traceparent) {}

    static List<Header> forward(List<Header> received, Facts facts) {
        Set<String> hopByHop = HopByHop.names(received);
        List<Header> sent = new ArrayList<>(received.size() + 5);
        for (Header header : received) {
            String name = header.lowerName();
            if (!hopByHop.contains(name) && !isOurs(name)) {
                sent.add(header);
            }
        }
        if (facts.authorization() != null) {
            sent.add(new Header("authorization", facts.authorization()));
        }
        sent.add(new Header("x-forwarded-for", facts.address()));
        sent.add(new Header("x-forwarded-proto", facts.scheme()));
        sent.add(new Header("x-forwarded-host", facts.host()));
        sent.add(new Header("traceparent", facts.traceparent()));
        return sent;
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
