package io.nokube.gateway.token;

import io.nokube.gateway.audit.AuditEvent;
import io.nokube.gateway.audit.AuditKind;
import io.nokube.gateway.audit.AuditLog;
import io.nokube.identity.Role;
import io.nokube.paging.Page;
import io.nokube.paging.PageRequest;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.web.CurrentCaller;
import io.nokube.web.QueryParameters;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Personal access tokens of the caller.
@Path("/api/v1/auth/tokens")
@Tag(name = "Identity")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.USER)
public class PersonalTokenResource {
    /// Of the identity, where the caller signed in with a personal access token.
    public static final String PERSONAL = "nokube.personal";

    private final PersonalTokens tokens;
    private final CurrentCaller caller;
    private final SecurityIdentity identity;
    private final AuditLog audit;
    private final Event<PersonalTokenRemoved> removed;

    PersonalTokenResource(
            PersonalTokens tokens,
            CurrentCaller caller,
            SecurityIdentity identity,
            AuditLog audit,
            Event<PersonalTokenRemoved> removed) {
        this.tokens = tokens;
        this.caller = caller;
        this.identity = identity;
        this.audit = audit;
        this.removed = removed;
    }

    @POST
    @Operation(
            operationId = "createToken",
            summary = "Make a personal access token",
            description = "Send it as `Authorization: Bearer nk_…`. It is shown once and may do whatever you may, but"
                    + " make tokens or change the password.")
    @APIResponseSchema(
            responseCode = "201",
            responseDescription = "The token: keep it, it is not shown again",
            value = PersonalTokenView.class)
    @APIResponse(responseCode = "400", description = "Every invalid field, by name")
    @APIResponse(responseCode = "403", description = "The caller signed in with a personal access token")
    @APIResponse(responseCode = "409", description = "There is one of this name, or there are 50")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<PersonalTokenView>> create(NewPersonalToken request, @Context HttpServerRequest http) {
        if (Boolean.TRUE.equals(identity.getAttribute(PERSONAL))) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Sign in with your password: a personal access token cannot make others.");
        }
        String username = caller.get().username();
        return tokens.add(username, request)
                .invoke(made -> record(AuditKind.TOKEN_CREATED, username, http, made.name() + " " + made.hint()))
                .map(made -> ResponseBuilder.<PersonalTokenView>created(URI.create("/api/v1/auth/tokens/" + made.id()))
                        .entity(made)
                        .build());
    }

    @GET
    @Operation(operationId = "listTokens", summary = "List your personal access tokens, newest first")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The next_cursor of an earlier answer",
            schema = @Schema(type = SchemaType.STRING))
    public Uni<Page<PersonalTokenView>> list(@Context UriInfo uri) {
        PageRequest page = QueryParameters.page(uri);
        return tokens.list(caller.get().username(), page.cursor(), page.limit());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteToken",
            summary = "Take a personal access token back",
            description =
                    "At once it opens nothing any more at the replica that was asked, within two seconds nowhere.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public Uni<Void> delete(@PathParam("id") String id, @Context HttpServerRequest http) {
        String username = caller.get().username();
        return tokens.remove(username, id)
                .invoke(name -> removed.fire(new PersonalTokenRemoved(username)))
                .invoke(name -> record(AuditKind.TOKEN_REVOKED, username, http, name))
                .replaceWithVoid();
    }

    private void record(AuditKind kind, String username, HttpServerRequest http, String what) {
        String address = http.remoteAddress().hostAddress();
        audit.record(AuditEvent.of(kind, username, address).with(what));
    }
}
