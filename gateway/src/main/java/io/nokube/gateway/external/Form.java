package io.nokube.gateway.external;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Names and values as `application/x-www-form-urlencoded`, for bodies and queries. Pure.
final class Form {
    private final List<String> fields = new ArrayList<>();

    Form with(String name, String value) {
        fields.add(encoded(name) + "=" + encoded(value));
        return this;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// `url` with these as its query, or after those that it has.
    String appendedTo(String url) {
        return url + (url.contains("?") ? "&" : "?") + this;
    }

    @Override
    public String toString() {
        return String.join("&", fields);
    }
}
