package io.nokube.gateway.upstream;

import java.util.Set;

/// Whether a request that got no answer is sent once more. Nothing of an answer has gone to the client by then.
public final class Retry {
    /// Of one request, on the first address and on others.
    static final int MOST_ATTEMPTS = 3;

    /// Doing these twice does what doing them once does (RFC 9110, section 9.2.2).
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private Retry() {}

    /// @param made attempts so far
    /// @param addresses that the service has
    /// @param hasBody whether the request has one, of which a failed attempt may have taken some
    public static boolean isWorthIt(String method, boolean hasBody, Failure failure, int made, int addresses) {
        if (made >= MOST_ATTEMPTS) {
            return false;
        }
        return switch (failure) {
            // Whatever the request is, it was not sent, and going there is no second time. That holds for the only
            // address as well: behind a Kubernetes Service there are several replicas, of which one may just have gone.
            case UNREACHABLE -> true;
            case CONNECT_TIMEOUT, CROWDED -> made < addresses;
            // Also on the only address there is: it may just have closed a connection that was idle until now.
            case BROKEN -> made == 1 && !hasBody && IDEMPOTENT.contains(method);
            case TIMEOUT -> false;
        };
    }

    /// Whether `failure` speaks against the address.
    public static boolean isAddressesFault(Failure failure) {
        return switch (failure) {
            case UNREACHABLE, CONNECT_TIMEOUT, BROKEN, TIMEOUT -> true;
            case CROWDED -> false;
        };
    }
}
