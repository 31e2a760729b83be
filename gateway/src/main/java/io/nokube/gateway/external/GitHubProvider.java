package io.nokube.gateway.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// GitHub, or a GitHub Enterprise Server. It speaks OAuth 2.0 with an API of its own behind it
/// (docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps).
final class GitHubProvider implements Provider {
    static final String ID = "github";

    private static final String PUBLIC = "https://github.com";
    private static final String SCOPE = "read:user user:email";

    private final String url;
    private final ClientCredentials credentials;
    private final ProviderClient client;

    /// @param url without a slash at its end
    GitHubProvider(String url, ClientCredentials credentials, ProviderClient client) {
        this.url = url;
        this.credentials = credentials;
        this.client = client;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "GitHub";
    }

    @Override
    public Uni<String> authorizationUrl(Attempt attempt, String callback) {
        return Uni.createFrom()
                .item(new Form()
                        .with("client_id", credentials.id())
                        .with("redirect_uri", callback)
                        .with("scope", SCOPE)
                        .with("state", attempt.state())
                        .with("code_challenge", attempt.challenge())
                        .with("code_challenge_method", "S256")
                        .appendedTo(url + "/login/oauth/authorize"));
    }

    @Override
    public Uni<ExternalIdentity> identify(String code, Attempt attempt, String callback) {
        Form form = new Form()
                .with("client_id", credentials.id())
                .with("client_secret", credentials.secret())
                .with("code", code)
                .with("redirect_uri", callback)
                .with("code_verifier", attempt.verifier());
        return client.post(url + "/login/oauth/access_token", form, Map.of())
                .map(GitHubProvider::token)
                .chain(this::identity);
    }

    /// GitHub says 200 also where it means no.
    private static String token(JsonNode answer) {
        String token = answer.path("access_token").asText();
        if (token.isEmpty()) {
            throw new SignInException(
                    SignInProblem.EXPIRED,
                    "GitHub gives no token: " + answer.path("error").asText());
        }
        return token;
    }

    private Uni<ExternalIdentity> identity(String token) {
        Map<String, String> headers = Map.of("authorization", "Bearer " + token);
        return client.get(api() + "/user", headers)
                .chain(user ->
                        client.get(api() + "/user/emails", headers).map(emails -> identity(user, email(emails))));
    }

    private ExternalIdentity identity(JsonNode user, @Nullable String email) {
        JsonNode id = user.path("id");
        if (!id.isIntegralNumber()) {
            throw new SignInException(SignInProblem.NOT_TRUSTED, "GitHub names no user");
        }
        return new ExternalIdentity(url, id.asText(), List.of(user.path("login").asText()), email);
    }

    private static @Nullable String email(JsonNode emails) {
        return StreamSupport.stream(emails.spliterator(), false)
                .filter(email -> email.path("primary").asBoolean()
                        && email.path("verified").asBoolean())
                .map(email -> email.path("email").asText())
                .findFirst()
                .orElse(null);
    }

    private String api() {
        return url.equals(PUBLIC) ? "https://api.github.com" : url + "/api/v3";
    }
}
