package io.nokube.gateway.edge;

import io.nokube.problem.Problem;
import io.nokube.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// Answers that end the connection, or the stream of HTTP/2, because what is still coming on it is not going to be
/// read.
public final class Refusal {
    /// How long a client may go on sending until the connection is closed under it. Closing at once could lose the
    /// answer that is still on its way to the client (RFC 9112, section 9.6).
    private static final long LINGER_MILLIS = 1_000;

    private Refusal() {}

    /// The problem of a body over the limit.
    public static Problem tooLarge() {
        return Problem.of(ProblemType.TOO_LARGE, "A body may have at most 1 MiB.");
    }

    static void tooLarge(RoutingContext context) {
        andClose(context, tooLarge());
    }

    static void ambiguous(RoutingContext context) {
        andClose(context, Problem.of(ProblemType.MALFORMED, "The body's length is not said in one clear way."));
    }

    /// Answers with `problem`.
    static void andClose(RoutingContext context, Problem problem) {
        closeSoon(context.vertx(), context.request());
        Answers.problem(context, problem, Map.of("connection", "close"));
    }

    /// Throws away what still comes in, and closes the connection when that ends or lasts too long.
    public static void closeSoon(Vertx vertx, HttpServerRequest request) {
        if (Exchanges.sharesConnection(request)) {
            vertx.setTimer(LINGER_MILLIS, fired -> Exchanges.breakOff(request));
            return;
        }
        var connection = request.connection();
        long timer = vertx.setTimer(LINGER_MILLIS, fired -> connection.close());
        connection.closeHandler(closed -> vertx.cancelTimer(timer));
    }
}
