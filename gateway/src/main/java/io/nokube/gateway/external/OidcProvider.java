package io.nokube.gateway.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.nokube.gateway.external.IdTokens.Reading;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// A provider that speaks OpenID Connect: the authorization code flow with PKCE.
final class OidcProvider implements Provider {
    static final String ID = "oidc";

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final String SCOPE = "openid profile email";
    /// How long what the provider said about itself is believed without asking again.
    private static final Duration FRESH = Duration.ofHours(1);

    private final String name;
    private final String issuer;
    private final ClientCredentials credentials;
    private final ProviderClient client;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(OidcMetadata metadata, JsonWebKeySet keys, Instant at) {}

    OidcProvider(String name, String issuer, ClientCredentials credentials, ProviderClient client, Clock clock) {
        this.name = name;
        this.issuer = issuer;
        this.credentials = credentials;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Uni<String> authorizationUrl(Attempt attempt, String callback) {
        return known().map(found -> new Form()
                .with("response_type", "code")
                .with("client_id", credentials.id())
                .with("redirect_uri", callback)
                .with("scope", SCOPE)
                .with("state", attempt.state())
                .with("nonce", attempt.nonce())
                .with("code_challenge", attempt.challenge())
                .with("code_challenge_method", "S256")
                .appendedTo(found.metadata().authorizationEndpoint()));
    }

    @Override
    public Uni<ExternalIdentity> identify(String code, Attempt attempt, String callback) {
        return known().chain(found -> redeem(found.metadata(), code, attempt, callback)
                .chain(answer -> identity(answer.path("id_token").asText(), found, attempt)));
    }

    private Uni<JsonNode> redeem(OidcMetadata metadata, String code, Attempt attempt, String callback) {
        Form form = new Form()
                .with("grant_type", "authorization_code")
                .with("code", code)
                .with("redirect_uri", callback)
                .with("code_verifier", attempt.verifier());
        if (metadata.takesBasic()) {
            return client.post(metadata.tokenEndpoint(), form, Map.of("authorization", basic()));
        }
        form.with("client_id", credentials.id()).with("client_secret", credentials.secret());
        return client.post(metadata.tokenEndpoint(), form, Map.of());
    }

    /// Both parts are encoded once more inside (RFC 6749, 2.3.1).
    private String basic() {
        String pair = Form.encoded(credentials.id()) + ":" + Form.encoded(credentials.secret());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Uni<ExternalIdentity> identity(String token, Known found, Attempt attempt) {
        return switch (read(token, found, attempt)) {
            case Reading.Known reading -> Uni.createFrom().item(reading.identity());
            case Reading.Refused refused -> throw notTrusted(refused.why());
            case Reading.UnknownKey unknown -> ask().map(newer -> secondLook(read(token, newer, attempt)));
        };
    }

    private static ExternalIdentity secondLook(Reading reading) {
        return switch (reading) {
            case Reading.Known known -> known.identity();
            case Reading.Refused refused -> throw notTrusted(refused.why());
            case Reading.UnknownKey unknown -> throw notTrusted("none of the provider's keys has signed it");
        };
    }

    private Reading read(String token, Known found, Attempt attempt) {
        return IdTokens.read(
                token, found.keys(), new IdTokens.Expected(issuer, credentials.id(), attempt.nonce(), clock.instant()));
    }

    private static SignInException notTrusted(String why) {
        return new SignInException(SignInProblem.NOT_TRUSTED, "The id token is not taken: " + why);
    }

    private Uni<Known> known() {
        Known last = known;
        return last != null && clock.instant().isBefore(last.at().plus(FRESH))
                ? Uni.createFrom().item(last)
                : ask();
    }

    private Uni<Known> ask() {
        String url = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + WELL_KNOWN;
        return client.get(url, Map.of())
                .map(this::metadata)
                .chain(metadata -> client.get(metadata.keys(), Map.of())
                        .map(keys -> new Known(metadata, keys(keys), clock.instant())))
                .invoke(found -> known = found);
    }

    private OidcMetadata metadata(JsonNode document) {
        return OidcMetadata.of(document, issuer)
                .orElseThrow(() -> new SignInException(
                        SignInProblem.PROVIDER_UNAVAILABLE,
                        "What is published under NOKUBE_SIGN_IN_OIDC_ISSUER is not that issuer's, or not whole"));
    }

    private static JsonWebKeySet keys(JsonNode document) {
        try {
            return new JsonWebKeySet(document.toString());
        } catch (JoseException e) {
            throw new SignInException(SignInProblem.PROVIDER_UNAVAILABLE, "The provider's keys cannot be read", e);
        }
    }
}
