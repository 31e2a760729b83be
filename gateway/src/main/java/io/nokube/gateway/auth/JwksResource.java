package io.nokube.gateway.auth;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// The public keys that NoKube's tokens are verified with (JWK Set, RFC 7517).
@Path("/.well-known/jwks.json")
public class JwksResource {
    private final SigningKeys keys;

    public JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Tag(name = "Identity")
    @Operation(operationId = "getSigningKeys", summary = "The public keys that tokens are verified with (RFC 7517)")
    public RestResponse<Map<String, List<Map<String, String>>>> keys() {
        return RestResponse.ResponseBuilder.ok(Map.of("keys", keys.known().publicJwks()))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }
}
