package io.nokube.build.api;

import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.web.ProblemMappers;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Says that the database is away or has no connection left, and when to ask again. Whatever was accepted before is in
/// it; what is refused now was not accepted.
public class DatabaseFailures {
    private static final Logger LOG = Logger.getLogger(DatabaseFailures.class);
    /// Classes of SQLSTATE (PostgreSQL, appendix A): connection lost, out of resources, shut down or starting.
    private static final List<String> AWAY = List.of("08", "53", "57");

    private final ProblemMappers mappers = new ProblemMappers();

    @ServerExceptionMapper({
        SocketException.class,
        ClosedChannelException.class,
        ClosedConnectionException.class,
        VertxException.class,
        NoStackTraceThrowable.class,
        TimeoutException.class,
        PgException.class,
        PersistenceException.class,
        CompletionException.class
    })
    public Response failed(Throwable failure, HttpServerRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isAway(cause)) {
                return away(cause, request);
            }
        }
        return mappers.unforeseen(failure, request);
    }

    private static boolean isAway(Throwable cause) {
        return switch (cause) {
            case SocketException _, ClosedChannelException _, ClosedConnectionException _, TimeoutException _ -> true;
            case PgException refused -> AWAY.stream().anyMatch(String.valueOf(refused.getSqlState())::startsWith);
            // What the pool says when every connection stays in use.
            case NoStackTraceThrowable _, VertxException _ ->
                String.valueOf(cause.getMessage()).contains("Timeout");
            default -> false;
        };
    }

    private Response away(Throwable cause, HttpServerRequest request) {
        LOG.warnf("The database is away: %s %s: %s", request.method(), request.path(), cause);
        return mappers.problem(
                new ProblemException(
                        Problem.of(
                                ProblemType.UNAVAILABLE,
                                "What is known of projects and builds cannot be read just now. Nothing was changed; try"
                                        + " again."),
                        Map.of("Retry-After", "5")),
                request);
    }
}
