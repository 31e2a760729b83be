package io.nokube.gateway.external;

import org.jspecify.annotations.Nullable;

/// Where somebody goes on after signing in: a path of this host, whatever a link asks for. Pure.
final class ReturnPath {
    private static final int MAX_LENGTH = 1024;

    private ReturnPath() {}

    /// `asked`, or `/` where it could lead anywhere else.
    static String of(@Nullable String asked) {
        return asked != null && isOurs(asked) ? asked : "/";
    }

    private static boolean isOurs(String path) {
        return path.length() <= MAX_LENGTH
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }
}
