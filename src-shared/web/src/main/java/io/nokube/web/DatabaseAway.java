package io.nokube.web;

import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// A database that is away for a while or has no connection left, which is no fault of the request or the service.
/// Pure.
public final class DatabaseAway {
    /// Classes of SQLSTATE (PostgreSQL, appendix A): connection lost, out of resources, shut down or starting.
    private static final List<String> AWAY = List.of("08", "53", "57");

    /// What the client says, which has no class for it, when every connection stays in use and when one was lost
    /// between two statements.
    private static final List<String> OF_THE_CLIENT = List.of("Timeout", "Connection is not active now");

    /// What the system says of a connection that is written to after it was lost (`ECONNRESET`, `EPIPE`, `ETIMEDOUT`):
    /// neither the JDK nor Netty has a class for it.
    private static final List<String> OF_THE_SYSTEM =
            List.of("Connection reset", "Broken pipe", "Connection timed out");

    private static final String RETRY_SECONDS = "5";

    private DatabaseAway() {}

    /// Whether this, or what it came of, says so, in code that talks to nothing but the database.
    public static boolean isShownBy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (says(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Throwable cause) {
        return switch (cause) {
            case SocketException _, ClosedChannelException _, ClosedConnectionException _, TimeoutException _ -> true;
            case PgException refused -> AWAY.stream().anyMatch(String.valueOf(refused.getSqlState())::startsWith);
            case NoStackTraceThrowable _, VertxException _ ->
                OF_THE_CLIENT.stream().anyMatch(String.valueOf(cause.getMessage())::contains);
            case IOException _ -> OF_THE_SYSTEM.stream().anyMatch(String.valueOf(cause.getMessage())::contains);
            default -> false;
        };
    }

    /// 503 with `Retry-After`, in seconds.
    public static ProblemException problem(String detail) {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, detail), Map.of("Retry-After", RETRY_SECONDS));
    }
}
