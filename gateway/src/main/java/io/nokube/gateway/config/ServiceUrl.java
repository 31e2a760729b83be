package io.nokube.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /// The addresses in `urls`, separated by commas; none where one of them is wrong.
    public static List<ServiceUrl> parseAll(String urls) {
        List<Optional<ServiceUrl>> all =
                Stream.of(urls.split(",", -1)).map(url -> parse(url.strip())).toList();
        return all.stream().allMatch(Optional::isPresent)
                ? all.stream().flatMap(Optional::stream).distinct().toList()
                : List.of();
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
