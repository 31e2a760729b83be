package io.nokube.monitor.deploy;

import io.nokube.monitor.cluster.ClusterFailedException;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemType;
import io.nokube.web.TraceIds;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Says that the cluster cannot be reached, and when to ask again.
public class UnavailableMapper {
    private static final Logger LOG = Logger.getLogger(UnavailableMapper.class);
    private static final int RETRY_SECONDS = 5;

    @ServerExceptionMapper
    public Response unavailable(ClusterUnavailableException e, HttpServerRequest request) {
        LOG.debugf("A request failed because the cluster is away: %s", e.getMessage());
        String what = e instanceof ClusterFailedException
                ? "The Kubernetes cluster could not do it: " + e.getMessage() + ". It was not done; try again."
                : "The Kubernetes cluster cannot be reached. Nothing was changed; try again.";
        Problem problem = Problem.of(ProblemType.UNAVAILABLE, what);
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .entity(problem.at(request.path(), TraceIds.of(request.getHeader(TraceIds.HEADER))))
                .build();
    }
}
