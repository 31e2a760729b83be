package io.nokube.monitor.deploy;

import io.nokube.identity.Role;
import io.nokube.paging.Page;
import io.nokube.paging.PageRequest;
import io.nokube.validation.Violations;
import io.nokube.web.CurrentCaller;
import io.nokube.web.QueryParameters;
import io.smallrye.common.annotation.Blocking;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    static final String PATH = "/api/v1/deployments/";

    private final Deployments deployments;
    private final DryRun dryRun;
    private final FirstAnswers answers;
    private final CurrentCaller caller;

    public DeployResource(Deployments deployments, DryRun dryRun, FirstAnswers answers, CurrentCaller caller) {
        this.deployments = deployments;
        this.dryRun = dryRun;
        this.answers = answers;
        this.caller = caller;
    }

    @POST
    @Path("/deploy")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "deploy",
            summary = "Deploy an image",
            description = "Makes the app of this project and service, or changes it. The answer comes before the app"
                    + " runs; follow it at the address in Location. Deploying a tag (rather than a digest) again,"
                    + " with nothing else changed, restarts the pods, so that they pull what the tag points to by"
                    + " now. With dry_run=true nothing is changed, and the answer says what would be. A request"
                    + " without secrets keeps those that there are; an empty object removes them.")
    @Parameter(
            name = "dry_run",
            in = ParameterIn.QUERY,
            description = "Only say what would be done",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @APIResponse(
            responseCode = "202",
            description = "It is being deployed",
            content = @Content(schema = @Schema(implementation = DeploymentView.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dry_run=true: what would be done",
            content = @Content(schema = @Schema(implementation = DryRunView.class)))
    @APIResponse(responseCode = "400", description = "Fields are wrong; all of them are named")
    @APIResponse(responseCode = "403", description = "The username is somebody else's")
    @APIResponse(responseCode = "409", description = "The namespace or a Secret of the name is not NoKube's")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used with another body")
    public Response deploy(
            DeployRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description = "Repeating a request with the same key gives the first answer again (24 h)")
                    @Nullable
                    String key,
            @Context UriInfo uri) {
        if (QueryParameters.of(uri, "dry_run").flag("dry_run")) {
            return Response.ok(dryRun.of(caller.get(), request)).build();
        }
        DeploymentView view =
                answers.first(caller.get(), key, request, () -> deployments.deploy(caller.get(), request));
        return Response.accepted(view)
                .header(HttpHeaders.LOCATION, PATH + view.deploymentId())
                .build();
    }

    @GET
    @Path("/deployments")
    @Operation(
            operationId = "listDeployments",
            summary = "List deployments",
            description = "All apps in the caller's projects, also those that were made with kubectl; newest first.")
    @Parameter(name = "project_id", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "project_name", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"pending", "deploying", "running", "failed", "stopped"}))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public Page<DeploymentView> list(@Context UriInfo uri) {
        Violations violations = new Violations();
        QueryParameters query =
                QueryParameters.of(uri, violations, "project_id", "project_name", "status", "limit", "cursor");
        DeploymentFilter filter = DeploymentFilter.parse(query, violations);
        PageRequest page = query.page(violations);
        violations.throwIfAny();
        return deployments.list(caller.get(), filter, page.limit(), page.cursor());
    }

    @GET
    @Path("/deployments/{id}")
    @Operation(operationId = "getDeployment", summary = "Look at a deployment")
    @APIResponse(
            responseCode = "200",
            description = "The deployment",
            content = @Content(schema = @Schema(implementation = DeploymentView.class)))
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public DeploymentView get(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.none(uri);
        return deployments.get(caller.get(), id);
    }

    @DELETE
    @Path("/deployments/{id}")
    @ResponseStatus(RestResponse.StatusCode.NO_CONTENT)
    @Operation(
            operationId = "deleteDeployment",
            summary = "Remove a deployment and everything that it owns",
            description = "Its volume stays, unless delete_storage=true or the app's spec says otherwise.")
    @Parameter(
            name = "delete_storage",
            in = ParameterIn.QUERY,
            description = "Remove the volume and what is on it too",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @APIResponse(responseCode = "204", description = "It is being removed")
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public void delete(@PathParam("id") String id, @Context UriInfo uri) {
        boolean withStorage = QueryParameters.of(uri, "delete_storage").flag("delete_storage");
        deployments.delete(caller.get(), id, withStorage);
    }
}
