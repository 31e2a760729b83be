package io.nokube.build.github;

import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An answer of GitHub's as it came, before anything is made of it.
record Reply(int status, String body, HeaderValues headers) {
    private static final int MAX_MESSAGE = 300;

    /// A header's value by its name, null where there is none.
    interface HeaderValues {
        @Nullable
        String get(String name);
    }

    static Reply of(Response response) {
        String body = response.hasEntity() ? response.readEntity(String.class) : "";
        return new Reply(response.getStatus(), body == null ? "" : body, response::getHeaderString);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Whether it refuses the request because there were too many: 429, or a 403 that says so (GitHub uses both).
    boolean isLimit() {
        if (status == 429) {
            return true;
        }
        Integer remaining = number("X-RateLimit-Remaining");
        return status == 403
                && (headers.get("Retry-After") != null
                        || (remaining != null && remaining == 0)
                        || body.toLowerCase(Locale.ROOT).contains("rate limit"));
    }

    boolean isDenied() {
        return status == 401 || (status == 403 && !isLimit());
    }

    @Nullable
    Integer number(String header) {
        String value = headers.get(header);
        try {
            return value == null ? null : Integer.valueOf(value.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// A piece of the body for people, in one line.
    String summary() {
        String text = body.strip().replaceAll("\\s+", " ");
        return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text;
    }
}
