package io.nokube.gateway.platform;

import io.nokube.identity.Role;
import io.nokube.web.QueryParameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The platform's health, for administrators.
@Path("/api/v1/admin/platform")
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
public class PlatformResource {
    private final ServiceHealth health;

    PlatformResource(ServiceHealth health) {
        this.health = health;
    }

    @GET
    @Operation(
            operationId = "getPlatform",
            summary = "See how the parts of NoKube are",
            description =
                    "Each service is asked whether it is ready and what it lacks. Of the gateway's replicas the one"
                            + " that answers tells of itself.")
    @APIResponse(
            responseCode = "200",
            description = "How they are, also where one of them is not well",
            content = @Content(schema = @Schema(implementation = PlatformView.class)))
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Uni<PlatformView> get(@Context UriInfo uri) {
        QueryParameters.none(uri);
        return health.look();
    }
}
