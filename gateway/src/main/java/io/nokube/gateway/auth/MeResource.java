package io.nokube.gateway.auth;

import io.nokube.gateway.audit.AuditEvent;
import io.nokube.gateway.audit.AuditKind;
import io.nokube.gateway.audit.AuditLog;
import io.nokube.gateway.token.PersonalTokenResource;
import io.nokube.gateway.user.Users;
import io.nokube.identity.Role;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.web.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// The caller's own account.
@Path("/api/v1/auth/me")
@Tag(name = "Identity")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    private final Users users;
    private final AccountDeletion deletion;
    private final CurrentCaller caller;
    private final SecurityIdentity identity;
    private final AuditLog audit;

    MeResource(Users users, AccountDeletion deletion, CurrentCaller caller, SecurityIdentity identity, AuditLog audit) {
        this.users = users;
        this.deletion = deletion;
        this.caller = caller;
        this.identity = identity;
        this.audit = audit;
    }

    @GET
    @Operation(operationId = "getMe", summary = "See who is signed in")
    @RolesAllowed(Role.USER)
    public Uni<UserView> me() {
        return users.find(caller.get().username())
                .map(user -> user.map(UserView::of)
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.UNAUTHENTICATED, "The account of this token is no more.")));
    }

    @DELETE
    @RolesAllowed(Role.USER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "deleteAccount",
            summary = "Delete your account",
            description = "Ends the account, its sessions and its personal access tokens, and forgets the email address"
                    + " and the password. What it built and runs stays: its projects, builds, images and apps are not"
                    + " removed, and administrators can still see and delete them, so delete first what is to go."
                    + " The audit log keeps the username. Nobody, you included, can register that username again,"
                    + " since namespaces and images carry it.")
    @APIResponse(responseCode = "204", description = "The account is no more")
    @APIResponse(
            responseCode = "400",
            description = "The password is wrong, or missing and the session older than five minutes")
    @APIResponse(responseCode = "403", description = "The caller signed in with a personal access token")
    @APIResponse(responseCode = "409", description = "The caller is the last administrator")
    public Uni<RestResponse<Void>> delete(DeletionRequest request, @Context HttpServerRequest http) {
        if (Boolean.TRUE.equals(identity.getAttribute(PersonalTokenResource.PERSONAL))) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Sign in with your password: a personal access token cannot delete the account.");
        }
        Instant signedInAt =
                Objects.requireNonNullElse(identity.getAttribute(TokenMechanism.SIGNED_IN_AT), Instant.EPOCH);
        String username = caller.get().username();
        String address = http.remoteAddress().hostAddress();
        return Uni.createFrom()
                .deferred(() -> deletion.delete(username, request, signedInAt, address))
                .invoke(() -> audit.record(AuditEvent.of(AuditKind.ACCOUNT_DELETED, username, address)))
                .onFailure(ProblemException.class)
                .invoke(() -> audit.record(AuditEvent.of(AuditKind.ACCOUNT_DELETION_FAILED, username, address)))
                .map(done -> ResponseBuilder.<Void>noContent()
                        .cookie(SessionCookie.none(http))
                        .build());
    }
}
