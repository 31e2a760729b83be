package io.nokube.gateway.auth;

import io.nokube.gateway.audit.AuditEvent;
import io.nokube.gateway.audit.AuditKind;
import io.nokube.gateway.audit.AuditLog;
import io.nokube.identity.Role;
import io.nokube.web.CurrentCaller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The keys that tokens are signed with, for administrators.
@Path("/api/v1/admin/keys")
@Tag(name = "Administration")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
public class KeyResource {
    private final SigningKeys keys;
    private final CurrentCaller caller;
    private final AuditLog audit;

    KeyResource(SigningKeys keys, CurrentCaller caller, AuditLog audit) {
        this.keys = keys;
        this.caller = caller;
        this.audit = audit;
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
    @APIResponse(responseCode = "200", description = "The key that signs from now on, or soon")
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
