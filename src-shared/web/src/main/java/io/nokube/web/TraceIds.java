package io.nokube.web;

import org.jspecify.annotations.Nullable;

/// The trace id of a W3C `traceparent` header (Trace Context, section 3.2).
public final class TraceIds {
    public static final String HEADER = "traceparent";
    /// Version, trace id, parent id and flags: `x` is a hexadecimal digit in lower case.
    private static final String FORM = "xx-" + "x".repeat(32) + "-" + "x".repeat(16) + "-xx";

    private static final int BEGIN = 3;
    private static final int END = BEGIN + 32;
    private static final String NONE = "0".repeat(32);

    private TraceIds() {}

    /// Null where `traceparent` is not one.
    public static @Nullable String of(@Nullable String traceparent) {
        return traceparent != null && hasForm(traceparent) && !traceparent.startsWith(NONE, BEGIN)
                ? traceparent.substring(BEGIN, END)
                : null;
    }

    /// A loop and not a regular expression, because it is gone through more than once for every request.
    private static boolean hasForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            boolean fits = FORM.charAt(i) == 'x' ? (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') : c == '-';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
