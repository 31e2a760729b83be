package io.nokube.gateway.audit;

import io.nokube.identity.Role;
import io.nokube.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The audit log, for administrators.
@Path("/api/v1/admin/audit")
@Tag(name = "Administration", description = "For administrators")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
public class AuditResource {
    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Operation(
            operationId = "listAuditEvents",
            summary = "See what happened to accounts and tokens, newest first",
            description = "Kept for a year, unless NOKUBE_AUDIT_RETENTION says otherwise.")
    @Parameter(
            name = "username",
            in = ParameterIn.QUERY,
            description = "Only events of that account",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            description = "Only events of that kind",
            schema = @Schema(type = SchemaType.STRING, examples = "signed_in"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The next_cursor of an earlier answer",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "The events")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Uni<Page<AuditView>> list(@Context UriInfo uri) {
        return log.find(AuditQuery.parse(uri));
    }
}
