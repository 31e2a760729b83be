package io.nokube.build.config;

import io.nokube.names.RepositoryUrl;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// Where GitHub's REST API is, and with it the host that repositories must be on.
public record GitHubAddress(URI api) {
    private static final String PROPERTY = "nokube.github.api-url";
    private static final String PUBLIC_API = "api.github.com";
    private static final String DATA_RESIDENCY = ".ghe.com";
    private static final String API_LABEL = "api.";
    private static final String PUBLIC_ISSUER = "https://token.actions.githubusercontent.com";

    /// Reads a base URL.
    ///
    /// @throws IllegalArgumentException where it is none
    public static GitHubAddress parse(String url) {
        URI uri = URI.create(url.strip().replaceAll("/+$", ""));
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException("not an http(s) base URL");
        }
        return new GitHubAddress(uri);
    }

    /// The host in repository URLs: a GitHub Enterprise Server's own, `SUBDOMAIN.ghe.com` with data residency, else
    /// `github.com` (also behind a proxy or the sandbox, which are named by address, not by `/api/v3`).
    public String repositoryHost() {
        String host = api.getHost();
        if (host.endsWith(DATA_RESIDENCY) && host.startsWith(API_LABEL)) {
            return host.substring(API_LABEL.length());
        }
        return isEnterpriseServer() ? host : RepositoryUrl.PUBLIC_HOST;
    }

    public boolean isEnterpriseServer() {
        return api.getPath() != null && api.getPath().endsWith("/api/v3") && !PUBLIC_API.equals(api.getHost());
    }

    /// Who signs the tokens of jobs (OpenID Connect): `https://HOST/_services/token` for a GitHub Enterprise Server,
    /// `https://token.actions.SUBDOMAIN.ghe.com` with data residency, else GitHub's own.
    public String oidcIssuer() {
        String host = repositoryHost();
        if (host.endsWith(DATA_RESIDENCY)) {
            return "https://token.actions." + host;
        }
        return isEnterpriseServer() ? "https://" + host + "/_services/token" : PUBLIC_ISSUER;
    }

    /// The host as it is configured, for requests, which are read where nothing can be injected.
    public static String configuredHost() {
        @Nullable
        String url = ConfigProvider.getConfig()
                .getOptionalValue(PROPERTY, String.class)
                .orElse(null);
        return url == null ? RepositoryUrl.PUBLIC_HOST : parse(url).repositoryHost();
    }
}
