package io.nokube.monitor.stream;

import io.nokube.crd.NoKubeApp;
import io.nokube.identity.Caller;
import io.nokube.identity.Role;
import io.nokube.monitor.deploy.AppStore;
import io.nokube.web.CurrentCaller;
import io.nokube.web.EventStream;
import io.nokube.web.StreamEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/// What a deployment's pods print.
@Path("/api/v1/deployments/{id}/logs")
@RolesAllowed(Role.USER)
@Blocking
@Tag(name = "Deployments")
@APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
public class LogsResource {
    private final AppStore apps;
    private final PodLogs logs;
    private final CurrentCaller caller;
    private final Clock clock;

    public LogsResource(AppStore apps, PodLogs logs, CurrentCaller caller, Clock clock) {
        this.apps = apps;
        this.logs = logs;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    // Who does not say what he wants gets text.
    @Produces("text/plain;charset=UTF-8;qs=1")
    @Operation(
            operationId = "getDeploymentLogs",
            summary = "Read the logs of all pods",
            description = "The lines of all pods in the order in which they were printed, each as `[pod] line`. With"
                    + " Accept: text/event-stream each line is a `log` event of its own, with pod, time and line.",
            extensions =
                    @Extension(
                            name = "x-events",
                            value = "{\"log\": {\"$ref\": \"#/components/schemas/LogLine\"}}",
                            parseValue = true))
    @Parameter(
            name = "follow",
            in = ParameterIn.QUERY,
            description = "Go on with what is printed from now on",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Parameter(
            name = "tail",
            in = ParameterIn.QUERY,
            description = "Only so many lines from the end",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            description = "Only what is younger than an age (10m, 2h) or a time",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "previous",
            in = ParameterIn.QUERY,
            description = "Of the containers before their last restart",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @Parameter(
            name = "pod",
            in = ParameterIn.QUERY,
            description = "Only of this pod",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "Last-Event-ID",
            in = ParameterIn.HEADER,
            description = "With Accept: text/event-stream: the last event that was seen",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The lines",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(anyOf = LogLine.class))
            })
    public Multi<String> text(@PathParam("id") String id, @Context UriInfo uri) {
        LogRequest request = LogRequest.parse(uri, clock.instant());
        return lines(id, request).map(LogLine::text);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context UriInfo uri,
            @Context Sse sse) {
        LogRequest request = after(LogRequest.parse(uri, clock.instant()), lastEventId);
        Multi<LogLine> unseen = lines(id, request)
                .filter(line -> lastEventId == null || line.order().compareTo(lastEventId) > 0);
        return EventStream.of(sse, unseen.map(line -> new StreamEvent(line.order(), "log", line, false)));
    }

    private Multi<LogLine> lines(String id, LogRequest request) {
        Caller who = caller.get();
        NoKubeApp app = apps.find(who, id);
        return request.follow()
                ? logs.follow(app, request, () -> apps.present(who, id))
                : Multi.createFrom().iterable(logs.read(app, request));
    }

    /// An id is the time of the last line that was seen.
    private static LogRequest after(LogRequest request, @Nullable String lastEventId) {
        if (lastEventId == null) {
            return request;
        }
        try {
            return new LogRequest(
                    request.follow(), null, Instant.parse(lastEventId), request.previous(), request.pod());
        } catch (DateTimeException e) {
            return request;
        }
    }
}
