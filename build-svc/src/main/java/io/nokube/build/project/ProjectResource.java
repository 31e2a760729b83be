package io.nokube.build.project;

import io.nokube.identity.Role;
import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.nokube.problem.ProblemException;
import io.nokube.web.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

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
    @Operation(summary = "Create a project")
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
    @Operation(summary = "List your projects, the newest first", description = "An admin sees those of everybody.")
    public Uni<Page<ProjectView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return projects.list(caller.get(), Cursor.parse(cursor), Limit.parse(limit));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "See a project and its newest build")
    @APIResponse(
            responseCode = "200",
            description = "The project",
            content = @Content(schema = @Schema(implementation = ProjectView.class)))
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public Uni<ProjectView> get(@PathParam("id") String id) {
        return projects.get(caller.get(), number(id)).flatMap(projects::view);
    }

    private static int number(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException e) {
            throw ProblemException.notFound();
        }
    }
}
