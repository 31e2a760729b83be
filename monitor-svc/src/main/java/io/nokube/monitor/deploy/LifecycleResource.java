package io.nokube.monitor.deploy;

import io.nokube.identity.Role;
import io.nokube.web.CurrentCaller;
import io.nokube.web.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// What can be done with a deployment, over HTTP. Every answer comes before it is done; follow it at Location.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER)
@Blocking
@Tag(name = "Deployments")
@APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
public class LifecycleResource {
    private final Lifecycle lifecycle;
    private final CurrentCaller caller;

    public LifecycleResource(Lifecycle lifecycle, CurrentCaller caller) {
        this.lifecycle = lifecycle;
        this.caller = caller;
    }

    @POST
    @Path("/deployments/{id}/scale")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "scaleDeployment", summary = "Have another number of pods run; 0 stops the deployment")
    @APIResponseSchema(responseCode = "202", responseDescription = "It is being scaled", value = DeploymentView.class)
    @APIResponse(responseCode = "409", description = "An autoscaler decides how many pods run")
    @APIResponse(responseCode = "422", description = "Its volume allows one pod only")
    public RestResponse<DeploymentView> scale(@PathParam("id") String id, ScaleRequest request, @Context UriInfo uri) {
        QueryParameters.none(uri);
        return accepted(lifecycle.scale(caller.get(), id, Objects.requireNonNull(request.replicas())));
    }

    @POST
    @Path("/deployments/{id}/restart")
    @Operation(
            operationId = "restartDeployment",
            summary = "Replace the pods, one after the other",
            description = "An image that is named by a tag is pulled anew.")
    @APIResponseSchema(
            responseCode = "202",
            responseDescription = "It is being restarted",
            value = DeploymentView.class)
    public RestResponse<DeploymentView> restart(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.none(uri);
        return accepted(lifecycle.restart(caller.get(), id));
    }

    @POST
    @Path("/deployments/{id}/stop")
    @Operation(operationId = "stopDeployment", summary = "Stop all pods; the deployment keeps everything else")
    @APIResponseSchema(responseCode = "202", responseDescription = "It is being stopped", value = DeploymentView.class)
    public RestResponse<DeploymentView> stop(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.none(uri);
        return accepted(lifecycle.stop(caller.get(), id));
    }

    @POST
    @Path("/deployments/{id}/start")
    @Operation(operationId = "startDeployment", summary = "Run as many pods as before it was stopped")
    @APIResponseSchema(responseCode = "202", responseDescription = "It is being started", value = DeploymentView.class)
    public RestResponse<DeploymentView> start(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.none(uri);
        return accepted(lifecycle.start(caller.get(), id));
    }

    @POST
    @Path("/deployments/{id}/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rollbackDeployment",
            summary = "Go back to an earlier revision",
            description = "Image, environment, resources, exposure and everything else of the release become as they"
                    + " were; how many pods run stays. The release that comes back gets a new revision's number."
                    + " Secrets keep the values that they have.")
    @APIResponseSchema(
            responseCode = "202",
            responseDescription = "It is being rolled back",
            value = DeploymentView.class)
    @APIResponse(responseCode = "400", description = "There is no such revision")
    public RestResponse<DeploymentView> rollback(
            @PathParam("id") String id, RollbackRequest request, @Context UriInfo uri) {
        QueryParameters.none(uri);
        return accepted(lifecycle.rollback(caller.get(), id, Objects.requireNonNull(request.revision())));
    }

    @GET
    @Path("/deployments/{id}/revisions")
    @Operation(
            operationId = "listRevisions",
            summary = "List the revisions that can be gone back to",
            description = "The last ten, newest first.")
    @APIResponseSchema(responseCode = "200", responseDescription = "The revisions", value = Revisions.class)
    public Revisions revisions(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.none(uri);
        return lifecycle.revisions(caller.get(), id);
    }

    private static RestResponse<DeploymentView> accepted(DeploymentView view) {
        return RestResponse.ResponseBuilder.<DeploymentView>create(RestResponse.Status.ACCEPTED)
                .entity(view)
                .header(HttpHeaders.LOCATION, DeployResource.PATH + view.deploymentId())
                .build();
    }
}
