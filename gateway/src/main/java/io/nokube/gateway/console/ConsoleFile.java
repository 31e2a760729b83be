package io.nokube.gateway.console;

import io.nokube.names.Sha256;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file of the console, in memory.
///
/// @param compressed the same, gzipped; null where that would not make it smaller
/// @param tag what its content is known by; the compressed form has another one
record ConsoleFile(String path, Buffer plain, @Nullable Buffer compressed, String tag) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "json", "application/json");
    private static final String ASSETS = "assets/";
    private static final int TAG_BYTES = 12;

    static ConsoleFile of(String path, Buffer plain, @Nullable Buffer compressed) {
        return new ConsoleFile(path, plain, compressed, tag(plain));
    }

    /// Its body for a browser that takes gzip, or one that does not.
    Buffer body(boolean takesGzip) {
        return takesGzip && compressed != null ? compressed : plain;
    }

    boolean isCompressed(boolean takesGzip) {
        return takesGzip && compressed != null;
    }

    String entityTag(boolean takesGzip) {
        return "\"" + tag + (isCompressed(takesGzip) ? "-gzip" : "") + "\"";
    }

    String contentType() {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    /// The build names an asset after its content, so that it never changes; everything else is asked for again.
    String cacheControl() {
        return path.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static String tag(Buffer content) {
        return Sha256.hex(content.getBytes()).substring(0, 2 * TAG_BYTES);
    }

    /// Whether `ifNoneMatch` names `entityTag` (RFC 9110, section 13.1.2).
    static boolean matches(@Nullable String ifNoneMatch, String entityTag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String given : ifNoneMatch.split(",", -1)) {
            String tag = given.strip();
            if (tag.equals("*") || tag.equals(entityTag) || tag.equals("W/" + entityTag)) {
                return true;
            }
        }
        return false;
    }

    static String text(Buffer content) {
        return content.toString(StandardCharsets.UTF_8);
    }
}
