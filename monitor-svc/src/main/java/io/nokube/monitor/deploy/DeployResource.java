package io.nokube.monitor.deploy;

import io.nokube.identity.Role;
import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.web.CurrentCaller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Deployments over HTTP.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER)
@Blocking
@Tag(name = "Deployments")
public class DeployResource {
    /// Without a host: the caller has come through the gateway, whose address this service does not know.
    private static final String PATH = "/api/v1/deployments/";

    private final Deployments deployments;
    private final CurrentCaller caller;

    public DeployResource(Deployments deployments, CurrentCaller caller) {
        this.deployments = deployments;
        this.caller = caller;
    }

    @POST
    @Path("/deploy")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "deploy",
            summary = "Deploy an image",
            description = "Makes the app of this project and service, or changes it. The answer comes before the app"
                    + " runs; follow it at the address in Location.")
    public RestResponse<DeploymentView> deploy(DeployRequest request, @QueryParam("dry_run") @Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw new ProblemException(ProblemType.NOT_IMPLEMENTED, "dry_run is not available in this version.");
        }
        DeploymentView view = deployments.deploy(caller.get(), request);
        return RestResponse.ResponseBuilder.<DeploymentView>create(RestResponse.Status.ACCEPTED)
                .entity(view)
                .header(HttpHeaders.LOCATION, PATH + view.deploymentId())
                .build();
    }

    @GET
    @Path("/deployments")
    @Operation(
            operationId = "listDeployments",
            summary = "List deployments",
            description = "All apps in the caller's projects, also those that were made with kubectl; newest first.")
    public Page<DeploymentView> list(
            @QueryParam("project_id") @Nullable String projectId,
            @QueryParam("project_name") @Nullable String projectName,
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return deployments.list(
                caller.get(),
                DeploymentFilter.parse(projectId, projectName, status),
                Limit.parse(limit),
                Cursor.parse(cursor));
    }

    @GET
    @Path("/deployments/{id}")
    @Operation(operationId = "getDeployment", summary = "Look at a deployment")
    public DeploymentView get(@PathParam("id") String id) {
        return deployments.get(caller.get(), id);
    }

    @DELETE
    @Path("/deployments/{id}")
    @ResponseStatus(RestResponse.StatusCode.NO_CONTENT)
    @Operation(operationId = "deleteDeployment", summary = "Remove a deployment and everything that it owns")
    public void delete(@PathParam("id") String id) {
        deployments.delete(caller.get(), id);
    }
}
