package io.nokube.gateway.edge;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// Tells whoever opens the address what is here.
@Path("/")
public class RootResource {
    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, String> whatIsHere() {
        return Map.of(
                "name", "NoKube",
                "api", "/api/v1",
                "sign_in", "/api/v1/auth/login",
                "keys", "/.well-known/jwks.json");
    }
}
