package io.nokube.build.events;

import io.nokube.build.api.Builds;
import io.nokube.build.loop.Waiting;
import io.nokube.build.store.BuildSnapshot;
import io.nokube.build.view.BuildView;
import io.nokube.build.view.LogEventView;
import io.nokube.build.view.StepEventView;
import io.nokube.identity.Caller;
import io.nokube.identity.Role;
import io.nokube.web.CurrentCaller;
import io.nokube.web.EventStream;
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
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/// What happens to a build, as Server-Sent Events.
@Path("/api/v1/builds/{build_id}/events")
@RolesAllowed({Role.USER, Role.ADMIN})
@Tag(name = "Builds")
public class BuildEventsResource {
    private final Builds builds;
    private final BuildEvents events;
    private final CurrentCaller caller;

    public BuildEventsResource(Builds builds, BuildEvents events, CurrentCaller caller) {
        this.builds = builds;
        this.events = events;
        this.caller = caller;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "watchBuild",
            summary = "Watch a build",
            description =
                    "`status` events carry the whole build, `step` events one step of its run, `log` events lines that"
                            + " a step printed (`{build_id, step, lines, text}`; the same that following the log shows). The"
                            + " first is how the build stands; the stream ends after the final status. A client that reconnects"
                            + " with Last-Event-ID goes on where it was.",
            extensions =
                    @Extension(
                            name = "x-events",
                            value = "{\"status\": {\"$ref\": \"#/components/schemas/Build\"},"
                                    + " \"step\": {\"$ref\": \"#/components/schemas/BuildStepEvent\"},"
                                    + " \"log\": {\"$ref\": \"#/components/schemas/BuildLogEvent\"}}",
                            parseValue = true))
    @APIResponse(
            responseCode = "200",
            description = "Server-Sent Events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(anyOf = {BuildView.class, StepEventView.class, LogEventView.class})))
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public Multi<OutboundSseEvent> events(
            @Context Sse sse,
            @PathParam("build_id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        // Waited for, since a stream that has begun can no longer be answered with 404.
        Caller who = caller.get();
        BuildSnapshot now = Waiting.on(() -> builds.snapshot(who, id));
        return EventStream.of(sse, events.of(now, lastEventId));
    }
}
