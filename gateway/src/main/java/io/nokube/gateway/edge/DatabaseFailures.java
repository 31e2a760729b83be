package io.nokube.gateway.edge;

import io.nokube.web.DatabaseAway;
import io.nokube.web.ProblemMappers;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Says that something is away for a while, and not that it broke, where the gateway's own endpoints cannot get at the
/// database: they talk to nothing else, so a connection that fails is one to it.
@Priority(Priorities.USER)
public class DatabaseFailures {
    private static final Logger LOG = Logger.getLogger(DatabaseFailures.class);

    private final ProblemMappers mappers = new ProblemMappers();

    @ServerExceptionMapper({
        IOException.class,
        ClosedConnectionException.class,
        VertxException.class,
        NoStackTraceThrowable.class,
        PgException.class
    })
    public Response failed(Throwable failure, HttpServerRequest request) {
        if (!DatabaseAway.isShownBy(failure)) {
            return mappers.unforeseen(failure, request);
        }
        LOG.warnf("The database is away: %s %s: %s", request.method(), request.path(), failure);
        return mappers.problem(
                DatabaseAway.problem("What is known of accounts cannot be read just now. Try again."), request);
    }
}
