package io.nokube.web.telemetry;

import io.nokube.web.TraceIds;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Names the caller's trace in what is logged while its request is worked on.
///
/// Where traces are switched on, OpenTelemetry puts the same id there under the same name.
public class RequestTrace {
    @ServerRequestFilter(preMatching = true)
    public void name(ContainerRequestContext request) {
        String id = TraceIds.of(request.getHeaderString(TraceIds.HEADER));
        if (id != null) {
            MDC.put(LogContext.TRACE_ID, id);
        }
    }
}
