package io.nokube.gateway.admin;

import io.nokube.gateway.audit.AuditEvent;
import io.nokube.gateway.audit.AuditKind;
import io.nokube.gateway.audit.AuditLog;
import io.nokube.gateway.user.Accounts;
import io.nokube.gateway.user.User;
import io.nokube.identity.Role;
import io.nokube.names.Username;
import io.nokube.paging.Page;
import io.nokube.paging.PageRequest;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.web.CurrentCaller;
import io.nokube.web.QueryParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Everybody's accounts, for administrators.
@Path("/api/v1/admin/users")
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
public class AccountResource {
    private final Accounts accounts;
    private final CurrentCaller caller;
    private final AuditLog audit;

    AccountResource(Accounts accounts, CurrentCaller caller, AuditLog audit) {
        this.accounts = accounts;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @Operation(operationId = "listUsers", summary = "List all accounts, newest first")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The next_cursor of an earlier answer",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "The accounts")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Uni<Page<AccountView>> list(@Context UriInfo uri) {
        PageRequest page = QueryParameters.page(uri);
        return accounts.list(page.cursor(), page.limit()).map(users -> users.map(AccountView::of));
    }

    @PATCH
    @Path("/{username}")
    @Operation(
            operationId = "changeUser",
            summary = "Change an account's roles, shut it, or open it again",
            description = "Within two seconds what was signed in with it is signed out, and it has to sign in again to"
                    + " have its new roles. While an account is disabled its personal access tokens open nothing;"
                    + " what it runs goes on running.")
    @APIResponseSchema(
            responseCode = "200",
            responseDescription = "The account as it is now",
            value = AccountView.class)
    @APIResponse(responseCode = "400", description = "Every invalid field, by name")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "Nobody would be left who can administer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<AccountView> change(
            @PathParam("username") String username, AccountChange change, @Context HttpServerRequest http) {
        if (!Username.isValid(username)) {
            throw ProblemException.notFound();
        }
        String by = caller.get().username();
        return accounts.change(username, change.newRoles(), change.disabled())
                .map(AccountResource::changed)
                .invoke(user -> audit.record(AuditEvent.of(
                                AuditKind.ACCOUNT_CHANGED,
                                username,
                                http.remoteAddress().hostAddress())
                        .with(change.summary() + " by=" + by)))
                .map(AccountView::of);
    }

    private static User changed(Accounts.Outcome outcome) {
        return switch (outcome) {
            case Accounts.Outcome.Done done -> done.user();
            case Accounts.Outcome.NoSuchUser none -> throw ProblemException.notFound();
            case Accounts.Outcome.LastAdministrator last ->
                throw new ProblemException(
                        ProblemType.CONFLICT, "This is the last administrator. Make another one first.");
        };
    }
}
