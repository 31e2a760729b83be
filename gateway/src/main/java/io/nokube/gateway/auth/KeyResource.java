package io.nokube.gateway.auth;

import io.nokube.gateway.audit.AuditEvent;
import io.nokube.gateway.audit.AuditKind;
import io.nokube.gateway.audit.AuditLog;
import io.nokube.identity.Role;
import io.nokube.paging.Page;
import io.nokube.problem.ProblemException;
import io.nokube.web.CurrentCaller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The keys that tokens are signed with, for administrators.
@Path("/api/v1/admin/keys")
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
public class KeyResource {
    private final SigningKeys keys;
    private final Sessions sessions;
    private final CurrentCaller caller;
    private final AuditLog audit;

    KeyResource(SigningKeys keys, Sessions sessions, CurrentCaller caller, AuditLog audit) {
        this.sessions = sessions;
        this.keys = keys;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @Operation(operationId = "listSigningKeys", summary = "List the keys that tokens are verified with, newest first")
    @APIResponse(responseCode = "200", description = "The keys")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Page<KeyView> list() {
        KeySet known = keys.known();
        List<KeyView> views =
                known.keys().stream().map(key -> KeyView.of(key, known)).toList();
        return new Page<>(views, null, views.size());
    }

    @DELETE
    @Path("/{kid}")
    @Operation(
            operationId = "revokeSigningKey",
            summary = "Revoke a key that somebody else may have",
            description =
                    "Within seconds all tokens that it signed open nothing any more, whoever made them: everybody who"
                            + " has one has to sign in again, the caller perhaps included. The services behind the gateway"
                            + " take them for a minute at most. Personal access tokens stay. A new key is made.")
    @APIResponse(responseCode = "204", description = "The key is no more")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(responseCode = "404", description = "There is no such key")
    public Uni<Void> revoke(@PathParam("kid") String kid, @Context HttpServerRequest http) {
        String username = caller.get().username();
        String address = http.remoteAddress().hostAddress();
        return keys.revoke(kid)
                .invoke(revoked -> {
                    if (!revoked) {
                        throw ProblemException.notFound();
                    }
                    sessions.forget();
                    audit.record(AuditEvent.of(AuditKind.KEY_REVOKED, username, address)
                            .with(kid));
                })
                .replaceWithVoid();
    }

    @POST
    @Path("/rotate")
    @Operation(
            operationId = "rotateSigningKey",
            summary = "Replace the key that tokens are signed with",
            description =
                    "The new key is in the key set at once and signs ten minutes later, when everybody has seen it."
                            + " The old one stays in the key set until all its tokens have expired, so that nobody is"
                            + " signed out. Within those ten minutes another call answers with the same key. By itself"
                            + " this happens every 90 days, unless NOKUBE_AUTH_KEY_AGE says otherwise.")
    @APIResponseSchema(
            responseCode = "200",
            responseDescription = "The key that signs from now on, or soon",
            value = KeyView.class)
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Uni<KeyView> rotate(@Context HttpServerRequest http) {
        String username = caller.get().username();
        String address = http.remoteAddress().hostAddress();
        return keys.rotate()
                .invoke(key -> audit.record(
                        AuditEvent.of(AuditKind.KEY_ROTATED, username, address).with(key.kid())))
                .map(key -> KeyView.of(key, keys.known()));
    }
}
