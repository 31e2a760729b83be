package io.nokube.paging;

import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import io.nokube.validation.Violations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The place after the last item of a page. Callers see it as an opaque word and send it back unchanged.
///
/// @param key what the list is ordered by, as the service wrote it
public record Cursor(String key) {
    static final String PARAMETER = "cursor";

    private static final String RULE = "must be the next_cursor of an earlier answer";
    private static final String VERSION = "1:";

    public String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((VERSION + key).getBytes(StandardCharsets.UTF_8));
    }

    /// Reads the query parameter `cursor`; null where there is none, and where it was not made by [#encode()], which is
    /// a violation.
    static @Nullable Cursor parse(@Nullable String text, Violations violations) {
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
        violations.add(PARAMETER, RULE);
        return null;
    }

    /// For a cursor that decodes but means nothing to the list it was given to.
    public static ProblemException invalid() {
        return new ProblemException(List.of(new FieldError(PARAMETER, RULE)));
    }
}
