package io.nokube.build.project;

import io.nokube.identity.Role;
import io.nokube.paging.Page;
import io.nokube.paging.PageRequest;
import io.nokube.problem.ProblemException;
import io.nokube.web.CurrentCaller;
import io.nokube.web.QueryParameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/// Projects over HTTP.
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER, Role.ADMIN})
@Tag(name = "Projects")
public class ProjectResource {
    private final Projects projects;
    private final CurrentCaller caller;

    public ProjectResource(Projects projects, CurrentCaller caller) {
        this.projects = projects;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createProject", summary = "Create a project")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = ProjectView.class)))
    @APIResponse(responseCode = "400", description = "Every invalid field, by name")
    @APIResponse(responseCode = "409", description = "You have a project of this name")
    public Uni<RestResponse<ProjectView>> create(ProjectRequest request) {
        return projects.create(caller.get(), request)
                .map(project -> RestResponse.ResponseBuilder.create(
                                Response.Status.CREATED, ProjectView.of(project, null))
                        .location(URI.create("/api/v1/projects/" + project.id()))
                        .build());
    }

    @GET
    @Operation(
            operationId = "listProjects",
            summary = "List your projects, the newest first",
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
    public Uni<Page<ProjectView>> list(@Context UriInfo uri) {
        PageRequest page = QueryParameters.page(uri);
        return projects.list(caller.get(), page.cursor(), page.limit());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getProject", summary = "See a project and its newest build")
    @APIResponse(
            responseCode = "200",
            description = "The project",
            content = @Content(schema = @Schema(implementation = ProjectView.class)))
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public Uni<ProjectView> get(@PathParam("id") String id) {
        return projects.get(caller.get(), number(id)).flatMap(projects::view);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeProject",
            summary = "Change a project",
            description = "What is left out stays as it is; an empty text clears description and framework.")
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content = @Content(schema = @Schema(implementation = ProjectView.class)))
    @APIResponse(responseCode = "400", description = "Every invalid field, by name")
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public Uni<ProjectView> change(@PathParam("id") String id, ProjectChange change) {
        return projects.change(caller.get(), number(id), change);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteProject",
            summary = "Remove a project with its builds and their logs",
            description = "Images that were pushed stay in the registry, and what was deployed goes on running:"
                    + " remove deployments of their own.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    @APIResponse(responseCode = "409", description = "One of its builds is not over")
    public Uni<Void> remove(@PathParam("id") String id) {
        return projects.remove(caller.get(), number(id));
    }

    private static int number(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException e) {
            throw ProblemException.notFound();
        }
    }
}
