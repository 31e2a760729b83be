package io.nokube.gateway.external;

import io.nokube.gateway.config.GatewayConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The providers that the configuration switches on.
@Singleton
class Providers {
    private final List<Provider> all;

    @Inject
    Providers(GatewayConfig config, ProviderClient client, Clock clock) {
        List<Provider> configured = new ArrayList<>();
        var oidc = config.signIn().oidc();
        if (oidc.issuer().isPresent()) {
            var credentials = credentials(oidc.clientId(), oidc.clientSecret());
            configured.add(new OidcProvider(oidc.name(), oidc.issuer().get(), credentials, client, clock));
        }
        var github = config.signIn().github();
        if (github.clientId().isPresent()) {
            String url = github.url().replaceFirst("/$", "");
            configured.add(new GitHubProvider(url, credentials(github.clientId(), github.clientSecret()), client));
        }
        this.all = List.copyOf(configured);
    }

    /// That they are set was seen to at start.
    private static ClientCredentials credentials(Optional<String> id, Optional<String> secret) {
        return new ClientCredentials(id.orElse(""), secret.orElse(""));
    }

    List<Provider> all() {
        return all;
    }

    Optional<Provider> find(String id) {
        return all.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}
