package io.nokube.build.api;

import io.nokube.web.DatabaseAway;
import io.nokube.web.ProblemMappers;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Says that the database is away or has no connection left, and when to ask again. Whatever was accepted before is in
/// it. Whether this request was carried out nobody knows where the answer to its commit was lost.
public class DatabaseFailures {
    private static final Logger LOG = Logger.getLogger(DatabaseFailures.class);

    private final ProblemMappers mappers = new ProblemMappers();

    @ServerExceptionMapper({
        IOException.class,
        ClosedConnectionException.class,
        VertxException.class,
        NoStackTraceThrowable.class,
        TimeoutException.class,
        PgException.class,
        PersistenceException.class,
        CompletionException.class
    })
    public Response failed(Throwable failure, HttpServerRequest request) {
        if (!DatabaseAway.isShownBy(failure)) {
            return mappers.unforeseen(failure, request);
        }
        LOG.warnf("The database is away: %s %s: %s", request.method(), request.path(), failure);
        return mappers.problem(
                DatabaseAway.problem("What is known of projects and builds cannot be read just now. Try again; what was"
                        + " asked for with an Idempotency-Key is not done twice."),
                request);
    }
}
