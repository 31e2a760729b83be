package io.nokube.gateway.edge;

import java.util.List;

/// How large a request's body may be. Pure.
public final class BodyLimit {
    public static final long MAX_BYTES = 1024 * 1024;

    private BodyLimit() {}

    /// What the headers say about the body before any of it was read.
    public enum Announced {
        FITS,
        TOO_LARGE,
        /// Two lengths, or something that is none: two readers could see two requests in it (RFC 9112, section 6.3).
        AMBIGUOUS
    }

    /// Looks at all values of `Content-Length` and `Transfer-Encoding`. A chunked body fits until it turns out not to.
    public static Announced announced(List<String> contentLengths, List<String> transferEncodings) {
        if (!transferEncodings.isEmpty()) {
            boolean plain = contentLengths.isEmpty()
                    && transferEncodings.size() == 1
                    && transferEncodings.getFirst().equalsIgnoreCase("chunked");
            return plain ? Announced.FITS : Announced.AMBIGUOUS;
        }
        if (contentLengths.isEmpty()) {
            return Announced.FITS;
        }
        String length = contentLengths.getFirst();
        boolean number = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
        if (contentLengths.size() > 1 || !number) {
            return Announced.AMBIGUOUS;
        }
        return length.length() > 18 || Long.parseLong(length) > MAX_BYTES ? Announced.TOO_LARGE : Announced.FITS;
    }
}
