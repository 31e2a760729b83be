package io.nokube.gateway.edge;

import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.web.ProblemMappers;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Says that something is away for a while, and not that it broke, where the gateway's own endpoints cannot get at the
/// database: they talk to nothing else, so a connection that fails is one to it.
@Priority(Priorities.USER)
public class DatabaseFailures {
    private static final Logger LOG = Logger.getLogger(DatabaseFailures.class);
    /// Classes of SQLSTATE: connection lost, out of resources, shut down or starting.
    private static final List<String> AWAY = List.of("08", "53", "57");

    private final ProblemMappers mappers = new ProblemMappers();

    @ServerExceptionMapper({SocketException.class, ClosedChannelException.class, ClosedConnectionException.class})
    public Response away(Throwable failure, HttpServerRequest request) {
        LOG.warnf("The database is away: %s %s: %s", request.method(), request.path(), failure);
        return mappers.problem(
                new ProblemException(
                        Problem.of(
                                ProblemType.UNAVAILABLE,
                                "What is known of accounts cannot be read just now. Try again."),
                        Map.of("Retry-After", "5")),
                request);
    }

    @ServerExceptionMapper
    public Response refused(PgException failure, HttpServerRequest request) {
        String state = String.valueOf(failure.getSqlState());
        return AWAY.stream().anyMatch(state::startsWith)
                ? away(failure, request)
                : mappers.unforeseen(failure, request);
    }
}
