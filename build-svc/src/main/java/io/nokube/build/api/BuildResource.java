package io.nokube.build.api;

import io.nokube.build.view.BuildView;
import io.nokube.identity.Role;
import io.nokube.paging.Page;
import io.nokube.web.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Builds over HTTP.
@Path("/api/v1/builds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER, Role.ADMIN})
@Tag(name = "Builds")
public class BuildResource {
    private final Builds builds;
    private final CurrentCaller caller;

    public BuildResource(Builds builds, CurrentCaller caller) {
        this.builds = builds;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startBuild",
            summary = "Start a build",
            description = "The build is stored before it is answered for, and sent to GitHub right after. A repeated"
                    + " request with the same Idempotency-Key starts nothing and is answered like the first.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location says where to watch it",
            content = @Content(schema = @Schema(implementation = BuildView.class)))
    @APIResponse(responseCode = "400", description = "Every invalid field, by name")
    @APIResponse(responseCode = "404", description = "The project does not exist, or it is not yours")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    public Uni<RestResponse<BuildView>> start(
            BuildRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return builds.start(caller.get(), request, idempotencyKey).map(BuildResource::accepted);
    }

    @GET
    @Operation(
            operationId = "listBuilds",
            summary = "List your builds, the newest first",
            description = "An admin sees those of everybody.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The next_cursor of an earlier answer",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "project_id", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "service_name", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"pending", "building", "cancelling", "success", "failed", "cancelled"}))
    public Uni<Page<BuildView>> list(@Context UriInfo uri) {
        BuildQuery query = BuildQuery.parse(caller.get(), uri);
        return builds.list(query.filter(), query.page().cursor(), query.page().limit());
    }

    @POST
    @Path("/{build_id}/retry")
    @Operation(
            operationId = "retryBuild",
            summary = "Start a build once more, with the same inputs",
            description = "Honours Idempotency-Key as starting a build does.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted: a new build, whose retry_of is this one; Location says where to watch it",
            content = @Content(schema = @Schema(implementation = BuildView.class)))
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    @APIResponse(responseCode = "409", description = "It is not over yet")
    public Uni<RestResponse<BuildView>> retry(
            @PathParam("build_id") String id, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return builds.retry(caller.get(), id, idempotencyKey).map(BuildResource::accepted);
    }

    @DELETE
    @Path("/{build_id}")
    @Operation(
            operationId = "cancelBuild",
            summary = "Cancel a build",
            description = "The run on GitHub is cancelled, too; until GitHub confirms it the status is cancelling."
                    + " Asking again changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted: cancelling, or cancelled where it was never sent to GitHub",
            content = @Content(schema = @Schema(implementation = BuildView.class)))
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    @APIResponse(responseCode = "409", description = "It is over")
    public Uni<RestResponse<BuildView>> cancel(@PathParam("build_id") String id) {
        return builds.cancel(caller.get(), id).map(BuildResource::accepted);
    }

    private static RestResponse<BuildView> accepted(BuildView build) {
        return RestResponse.ResponseBuilder.create(Response.Status.ACCEPTED, build)
                .location(URI.create("/api/v1/builds/" + build.buildId()))
                .build();
    }

    @GET
    @Path("/{build_id}")
    @Operation(operationId = "getBuild", summary = "See a build")
    @APIResponse(
            responseCode = "200",
            description = "The build",
            content = @Content(schema = @Schema(implementation = BuildView.class)))
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public Uni<BuildView> get(@PathParam("build_id") String id) {
        return builds.get(caller.get(), id);
    }
}
