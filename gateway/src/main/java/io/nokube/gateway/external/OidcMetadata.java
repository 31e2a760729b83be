package io.nokube.gateway.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/// What a provider says about itself (OpenID Connect Discovery 1.0, section 3).
///
/// @param takesBasic whether the client names itself in the `Authorization` header
record OidcMetadata(String authorizationEndpoint, String tokenEndpoint, String keys, boolean takesBasic) {
    /// The metadata in `document`; empty where it is another issuer's, or leads where a secret must not be sent.
    static Optional<OidcMetadata> of(JsonNode document, String issuer) {
        String authorization = document.path("authorization_endpoint").asText();
        String token = document.path("token_endpoint").asText();
        String keys = document.path("jwks_uri").asText();
        boolean whole = document.path("issuer").asText().equals(issuer)
                && isSafe(authorization, issuer)
                && isSafe(token, issuer)
                && isSafe(keys, issuer);
        return whole
                ? Optional.of(new OidcMetadata(authorization, token, keys, takesBasic(document)))
                : Optional.empty();
    }

    /// TLS, unless the issuer is without it, too.
    private static boolean isSafe(String url, String issuer) {
        try {
            URI uri = URI.create(url);
            boolean tls = "https".equals(uri.getScheme());
            boolean plain = "http".equals(uri.getScheme()) && issuer.startsWith("http://");
            return (tls || plain) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The default, where nothing is said.
    private static boolean takesBasic(JsonNode document) {
        JsonNode methods = document.path("token_endpoint_auth_methods_supported");
        if (!methods.isArray()) {
            return true;
        }
        for (JsonNode method : methods) {
            if (method.asText().equals("client_secret_basic")) {
                return true;
            }
        }
        return false;
    }
}
