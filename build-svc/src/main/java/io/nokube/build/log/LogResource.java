package io.nokube.build.log;

import io.nokube.build.Build;
import io.nokube.build.BuildId;
import io.nokube.build.Step;
import io.nokube.build.api.Builds;
import io.nokube.build.log.LogStore.Kept;
import io.nokube.build.loop.Waiting;
import io.nokube.build.store.BuildSnapshot;
import io.nokube.identity.Caller;
import io.nokube.identity.Role;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
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
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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

/// What builds printed, over HTTP.
@Path("/api/v1/builds/{build_id}/logs")
@RolesAllowed({Role.USER, Role.ADMIN})
@Tag(name = "Builds")
public class LogResource {
    private static final String LOG = "log";
    private static final String END = "end";

    private final Builds builds;
    private final BuildLogs logs;
    private final CurrentCaller caller;

    public LogResource(Builds builds, BuildLogs logs, CurrentCaller caller) {
        this.builds = builds;
        this.logs = logs;
        this.caller = caller;
    }

    @GET
    @Blocking
    @Produces("text/plain;charset=UTF-8;qs=1")
    @Operation(
            operationId = "getBuildLog",
            summary = "Read what a build printed",
            description =
                    "Whole, one step of it, or its last lines. While the run goes on, these are the lines that its"
                            + " job has pushed, or what those of its jobs printed that are over; GitHub hands the whole log out when the run is over. What looks like a secret is"
                            + " masked. A log that is too long keeps its beginning and its end. With"
                            + " Accept: text/event-stream it is followed: `log` events carry the lines of one step, in"
                            + " order; those that the job pushes come at once, and after the run's end what follows them"
                            + " in the whole log. No line comes twice. The last event is `end`. A client that reconnects"
                            + " with Last-Event-ID goes on where it was.",
            extensions =
                    @Extension(
                            name = "x-events",
                            value =
                                    "{\"log\": {\"$ref\": \"#/components/schemas/LogChunk\"}, \"end\": {\"$ref\": \"#/components/schemas/LogEnd\"}}",
                            parseValue = true))
    @Parameter(
            name = "step",
            in = ParameterIn.QUERY,
            description = "A step's name: only what this step printed",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "tail",
            in = ParameterIn.QUERY,
            description = "Only so many lines from the end",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
    @Parameter(
            name = "ansi",
            in = ParameterIn.QUERY,
            description = "What becomes of colour codes",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"keep", "strip"},
                            defaultValue = "keep"))
    @APIResponse(
            responseCode = "200",
            description = "The log",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(anyOf = {LogChunk.class, LogEnd.class}))
            })
    @APIResponse(responseCode = "400", description = "Every wrong parameter, by name")
    @APIResponse(responseCode = "404", description = "The build does not exist or is not yours, or has no such step")
    @Parameter(
            name = "Last-Event-ID",
            in = ParameterIn.HEADER,
            description = "With Accept: text/event-stream: the last event that was seen",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "410", description = "It was kept once, and had to make room for newer ones")
    public Multi<String> text(@PathParam("build_id") String id, @Context UriInfo uri) {
        Caller who = caller.get();
        Build build = Waiting.on(() -> builds.snapshot(who, id)).build();
        LogQuery query = LogQuery.parse(uri);
        requireStep(build, query.step());
        return logs.text(build.id(), requireKept(build.id()).source(), query);
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true) // One operation with the text: OpenAPI knows one for each path and method.
    public Multi<OutboundSseEvent> follow(
            @Context Sse sse,
            @Context UriInfo uri,
            @PathParam("build_id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        Caller who = caller.get();
        BuildSnapshot now = Waiting.on(() -> builds.snapshot(who, id));
        LogQuery query = LogQuery.parse(uri).forFollowing();
        BuildId build = now.build().id();
        Multi<StreamEvent> lines = logs.follow(build, sequence(lastEventId), query)
                .map(chunk -> new StreamEvent(Integer.toString(chunk.seq()), LOG, chunk, false));
        Multi<StreamEvent> end = Multi.createFrom().deferred(() -> end(build));
        return EventStream.of(sse, Multi.createBy().concatenating().streams(lines, end));
    }

    private Multi<StreamEvent> end(BuildId build) {
        return logs.end(build).toMulti().filter(now -> now.status() != null).map(now -> {
            Kept log = now.log();
            boolean isKept = !log.removed() && log.chunks() + log.live() > 0;
            int id = log.live() + log.chunks() + 1;
            String status = Objects.requireNonNull(now.status());
            return new StreamEvent(Integer.toString(id), END, new LogEnd(status, isKept), true);
        });
    }

    private static void requireStep(Build build, @Nullable String step) {
        List<String> names = build.steps().stream().map(Step::name).toList();
        if (step != null && !names.contains(step)) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    names.isEmpty()
                            ? "This build has no steps yet."
                            : "This build has no such step. It has: "
                                    + names.stream().collect(Collectors.joining(", ")) + ".");
        }
    }

    private Kept requireKept(BuildId build) {
        Kept log = Waiting.on(() -> logs.find(build));
        if (log.removed()) {
            throw new ProblemException(
                    ProblemType.GONE,
                    "This log is no longer kept: it had to make room for newer ones. GitHub may still have it.");
        }
        return log;
    }

    private static int sequence(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? 0 : Math.max(0, Integer.parseInt(lastEventId));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
