package io.nokube.web;

import io.nokube.paging.Page;
import io.nokube.problem.FieldError;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.SortedSet;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever ends a request into `application/problem+json`. What nobody foresaw is logged, and told to nobody.
///
/// The shared module knows no Quarkus, so its types that leave as JSON are registered for the native executables here.
@RegisterForReflection(targets = {Problem.class, FieldError.class, Page.class})
@Priority(Priorities.USER)
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e, HttpServerRequest request) {
        return answer(e.problem(), e.headers(), request);
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException e, HttpServerRequest request) {
        Response given = e.getResponse();
        if (given.getStatus() < 400) {
            return given;
        }
        ProblemType type = ProblemType.ofStatus(given.getStatus());
        if (type == ProblemType.METHOD_NOT_ALLOWED || type == ProblemType.NOT_FOUND) {
            SortedSet<String> allowed = AllowedMethods.ofCurrentPath();
            if (!allowed.isEmpty() && !allowed.contains(request.method().name())) {
                return answer(
                        Problem.of(ProblemType.METHOD_NOT_ALLOWED, detail(ProblemType.METHOD_NOT_ALLOWED)),
                        Map.of(HttpHeaders.ALLOW, String.join(", ", allowed)),
                        request);
            }
        }
        return answer(Problem.of(type, detail(type)), Map.of(), request);
    }

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = Priorities.USER)
    public Response unauthenticated(UnauthorizedException e, HttpServerRequest request) {
        return unauthenticated(request);
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = Priorities.USER)
    public Response unauthenticated(AuthenticationFailedException e, HttpServerRequest request) {
        return KeysAway.isCauseOf(e) ? keysAway(request) : unauthenticated(request);
    }

    /// A 401 would sign out people whose tokens are good.
    private static Response keysAway(HttpServerRequest request) {
        LOG.warn("Could not get the keys that tokens are verified with");
        return answer(
                Problem.of(ProblemType.UNAVAILABLE, "Who calls cannot be found out just now. Try again."),
                Map.of(HttpHeaders.RETRY_AFTER, "5"),
                request);
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = Priorities.USER)
    public Response forbidden(ForbiddenException e, HttpServerRequest request) {
        return answer(Problem.of(ProblemType.FORBIDDEN, "This needs a role that you do not have."), Map.of(), request);
    }

    @ServerExceptionMapper
    public Response unforeseen(Throwable e, HttpServerRequest request) {
        LOG.errorf(e, "Request failed: %s %s", request.method(), request.path());
        return answer(Problem.of(ProblemType.INTERNAL, detail(ProblemType.INTERNAL)), Map.of(), request);
    }

    private static Response unauthenticated(HttpServerRequest request) {
        Problem problem = Problem.of(
                ProblemType.UNAUTHENTICATED, "Send a valid token as `Authorization: Bearer <token>`, or sign in.");
        return answer(problem, Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"), request);
    }

    private static Response answer(Problem problem, Map<String, String> headers, HttpServerRequest request) {
        String traceId = TraceIds.of(request.getHeader(TraceIds.HEADER));
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.at(request.path(), traceId));
        headers.forEach(response::header);
        return response.build();
    }

    private static String detail(ProblemType type) {
        return switch (type) {
            case NOT_FOUND -> "Nothing is known under this address, or it is not yours.";
            case METHOD_NOT_ALLOWED -> "Use one of the methods in the Allow header.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
            case INTERNAL -> "It was logged. Try again; if it stays, tell the operator the trace id or the time.";
            default -> type.title() + ".";
        };
    }
}
