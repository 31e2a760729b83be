package io.nokube.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/// What must be set for signing in with providers, and how.
final class SignInCheck {
    private SignInCheck() {}

    static void check(List<String> problems, GatewayConfig config) {
        var oidc = config.signIn().oidc();
        checkTogether(
                problems,
                "NOKUBE_SIGN_IN_OIDC_ISSUER, NOKUBE_SIGN_IN_OIDC_CLIENT_ID and NOKUBE_SIGN_IN_OIDC_CLIENT_SECRET",
                List.of(oidc.issuer(), oidc.clientId(), oidc.clientSecret()));
        if (!oidc.issuer().map(SignInCheck::isIssuer).orElse(true)) {
            problems.add("NOKUBE_SIGN_IN_OIDC_ISSUER must be an https:// URL without a query");
        }
        var github = config.signIn().github();
        checkTogether(
                problems,
                "NOKUBE_SIGN_IN_GITHUB_CLIENT_ID and NOKUBE_SIGN_IN_GITHUB_CLIENT_SECRET",
                List.of(github.clientId(), github.clientSecret()));
        if (!isIssuer(github.url())) {
            problems.add("NOKUBE_SIGN_IN_GITHUB_URL must be an https:// URL without a query");
        }
        boolean isOn = oidc.issuer().isPresent() || github.clientId().isPresent();
        if (isOn && config.publicUrl().isEmpty()) {
            problems.add("NOKUBE_PUBLIC_URL must be set to where people reach NoKube, as https://host[:port]:"
                    + " providers send them back there");
        }
        if (!config.publicUrl().map(url -> ServiceUrl.parse(url).isPresent()).orElse(true)) {
            problems.add("NOKUBE_PUBLIC_URL must be https://host[:port], and nothing else");
        }
    }

    private static void checkTogether(List<String> problems, String variables, List<Optional<String>> values) {
        long set = values.stream().filter(Optional::isPresent).count();
        if (set != 0 && set != values.size()) {
            problems.add(variables + " must be set together");
        }
    }

    /// TLS, but for a provider on this machine, as in tests.
    private static boolean isIssuer(String url) {
        try {
            URI uri = new URI(url);
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri));
            return plain && safe && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        return host != null && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]"));
    }
}
