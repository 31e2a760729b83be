package io.nokube.gateway.proxy;

import io.netty.channel.ConnectTimeoutException;
import io.nokube.gateway.upstream.Failure;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// What a caller is told when a service gives no answer: never which host, and never the exception's words.
final class UpstreamFailures {
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");

    private UpstreamFailures() {}

    static Failure kind(Throwable failure) {
        return switch (failure) {
            // A ConnectException too, but the service may be there and only be overloaded.
            case ConnectTimeoutException e -> Failure.CONNECT_TIMEOUT;
            case TimeoutException e -> Failure.TIMEOUT;
            case ConnectException e -> Failure.UNREACHABLE;
            case UnknownHostException e -> Failure.UNREACHABLE;
            case NoRouteToHostException e -> Failure.UNREACHABLE;
            case ConnectionPoolTooBusyException e -> Failure.CROWDED;
            default -> Failure.BROKEN;
        };
    }

    static ProblemException of(Failure failure) {
        return switch (failure) {
            case UNREACHABLE, CROWDED -> unreachable();
            case CONNECT_TIMEOUT, TIMEOUT -> tooSlow();
            case BROKEN -> broken();
        };
    }

    /// The request did not get there: it may be sent again without doing anything twice.
    private static ProblemException unreachable() {
        return problem(
                ProblemType.UNAVAILABLE, "The service behind this path cannot be reached just now. Try again.", SOON);
    }

    private static ProblemException tooSlow() {
        return problem(
                ProblemType.GATEWAY_TIMEOUT,
                "The service behind this path did not answer in time. The request may still take effect.",
                SOON);
    }

    private static ProblemException broken() {
        return problem(
                ProblemType.BAD_GATEWAY,
                "The service behind this path gave no usable answer. The request may have taken effect.",
                Map.of());
    }

    private static ProblemException problem(ProblemType type, String detail, Map<String, String> headers) {
        return new ProblemException(Problem.of(type, detail), headers);
    }
}
