package io.nokube.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// `NOKUBE_DB_URL`, taken apart into what JDBC (migrations) and the reactive client each want.
///
/// @param server `host:port/database[?options]`
public record DatabaseUrl(String server, String username, String password) {
    public static final String VARIABLE = "NOKUBE_DB_URL";
    static final String FORM = VARIABLE + " must be postgresql://user:password@host:port/database";

    /// Parses a `postgresql://` URL (libpq's connection URI; user and password percent-encoded where needed).
    ///
    /// @throws IllegalArgumentException saying how to write it, without repeating it: it holds a password
    public static DatabaseUrl parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM);
        }
        boolean isPostgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        String path = uri.getRawPath();
        if (!isPostgres || uri.getHost() == null || uri.getRawUserInfo() == null || path == null || path.length() < 2) {
            throw new IllegalArgumentException(FORM);
        }
        String[] user = uri.getRawUserInfo().split(":", 2);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseUrl(
                uri.getHost() + port + path + query, decode(user[0]), user.length < 2 ? "" : decode(user[1]));
    }

    /// The Quarkus properties that it stands for.
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + server);
        properties.put("quarkus.datasource.reactive.url", "postgresql://" + server);
        properties.put("quarkus.datasource.username", username);
        properties.put("quarkus.datasource.password", password);
        return properties;
    }

    @Override
    public String toString() {
        return "postgresql://" + server;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
