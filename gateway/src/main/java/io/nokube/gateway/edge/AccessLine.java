package io.nokube.gateway.edge;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;

/// One line of the access log, as JSON. Pure.
///
/// @param at when the answer ended, as RFC 3339 has it
/// @param path without the query, which may carry what is nobody's business
/// @param bytes of the answer's body
/// @param micros from the request's head to the answer's end
/// @param user null where nobody was asked who it is, or nobody said
record AccessLine(
        String at,
        String method,
        String path,
        int status,
        long bytes,
        long micros,
        @Nullable String user,
        String address,
        @Nullable String traceId) {
    /// With the end of the line.
    void appendTo(StringBuilder lines) {
        lines.append("{\"timestamp\":\"").append(at).append("\",\"type\":\"access\"");
        append(lines, "method", method);
        append(lines, "path", path);
        lines.append(",\"status\":").append(status).append(",\"bytes\":").append(bytes);
        lines.append(",\"micros\":").append(micros);
        append(lines, "user", user);
        append(lines, "address", address);
        append(lines, "trace_id", traceId);
        lines.append("}\n");
    }

    private static void append(StringBuilder lines, String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        lines.append(",\"").append(name).append("\":\"");
        if (isPlain(value)) {
            // As a whole: the encoder appends character by character.
            lines.append(value);
        } else {
            JsonStringEncoder.getInstance().quoteAsString(value, lines);
        }
        lines.append('"');
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
