package io.nokube.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The trace id of a W3C `traceparent` header (Trace Context, section 3.2).
public final class TraceIds {
    public static final String HEADER = "traceparent";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NONE = "0".repeat(32);

    private TraceIds() {}

    public static @Nullable String of(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        Matcher matcher = FORM.matcher(traceparent);
        return matcher.matches() && !matcher.group(1).equals(NONE) ? matcher.group(1) : null;
    }
}
