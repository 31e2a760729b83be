package io.nokube.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Where a service is: scheme, host and port, and nothing else.
public record ServiceUrl(boolean tls, String host, int port) {
    /// The service at `url`; empty where it is not `http(s)://host[:port]`.
    public static Optional<ServiceUrl> parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        boolean tls = "https".equals(uri.getScheme());
        if ((!tls && !"http".equals(uri.getScheme())) || uri.getHost() == null || hasMore(uri)) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return Optional.of(new ServiceUrl(tls, uri.getHost(), port));
    }

    private static boolean hasMore(URI uri) {
        String path = uri.getRawPath();
        return uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(path == null || path.isEmpty() || path.equals("/"));
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + host + ":" + port;
    }
}
