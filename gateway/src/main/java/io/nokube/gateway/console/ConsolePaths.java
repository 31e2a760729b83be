package io.nokube.gateway.console;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which addresses are the console's. Pure.
final class ConsolePaths {
    /// The first words of the addresses that the console knows (`App.tsx`).
    private static final Set<String> PAGES =
            Set.of("login", "register", "projects", "builds", "deploy", "apps", "account", "admin");

    private static final Set<String> PROGRAMS = Set.of("api", "q", ".well-known", "assets");

    private ConsolePaths() {}

    /// Whether a browser that opens `path` gets the console.
    ///
    /// The root is shared: programs that ask what is here get JSON as ever, whoever takes HTML gets the console.
    static boolean isPage(String path, @Nullable String accept) {
        if (path.equals("/")) {
            return accept != null && accept.contains("text/html");
        }
        int end = path.indexOf('/', 1);
        return PAGES.contains(path.substring(1, end < 0 ? path.length() : end));
    }

    /// Whether somebody whose browser opens `path` gets the console's word that there is no such page. What is a
    /// program's is told so in JSON.
    static boolean isLost(String path, @Nullable String accept) {
        int end = path.indexOf('/', 1);
        return accept != null
                && accept.contains("text/html")
                && !PROGRAMS.contains(path.substring(1, end < 0 ? path.length() : end));
    }
}
