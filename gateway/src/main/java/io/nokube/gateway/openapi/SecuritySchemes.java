package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// How a caller says who he is, in OpenAPI's words. Pure.
final class SecuritySchemes {
    private static final String BEARER = "bearer";
    private static final String SESSION = "session";

    private SecuritySchemes() {}

    static void define(ObjectNode components) {
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject(BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "A token from signing in.");
        schemes.putObject(SESSION)
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "nokube_session")
                .put(
                        "description",
                        "Set by signing in; over TLS it is called `__Host-nokube_session`. What another web site"
                                + " makes a browser send is refused (`Sec-Fetch-Site`, `Origin`).");
    }

    /// Either of the two, or nothing at all.
    static void require(ObjectNode operation, boolean secured) {
        ArrayNode security = operation.putArray("security");
        if (secured) {
            security.addObject().putArray(BEARER);
            security.addObject().putArray(SESSION);
        }
    }
}
