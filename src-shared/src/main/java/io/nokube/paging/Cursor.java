package io.nokube.paging;

import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The place after the last item of a page. Callers see it as an opaque word and send it back unchanged.
///
/// @param key what the list is ordered by, as the service wrote it
public record Cursor(String key) {
    private static final String VERSION = "1:";

    public String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((VERSION + key).getBytes(StandardCharsets.UTF_8));
    }

    /// Reads the query parameter `cursor`; null where there is none.
    ///
    /// @throws ProblemException 400 naming `cursor`, where it was not made by [#encode()]
    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (decoded.startsWith(VERSION)) {
                return new Cursor(decoded.substring(VERSION.length()));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw invalid();
    }

    /// For a cursor that decodes but means nothing to the list it was given to.
    public static ProblemException invalid() {
        return new ProblemException(List.of(new FieldError("cursor", "must be the next_cursor of an earlier answer")));
    }
}
