package io.nokube.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The metrics that `k8s/monitoring` speaks of.
///
/// @param documented those of the table in its README
/// @param asked those of NoKube's own that alerts and dashboard ask for, as the table names them
record ShippedMetrics(Set<String> documented, Set<String> asked) {
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `(nokube_[a-z_]+)`");
    private static final Pattern ASKED = Pattern.compile("(nokube_[a-z_]+)(?=[{\\[)\\]}, <]|\"|$)", Pattern.MULTILINE);
    private static final Pattern EXPOSED = Pattern.compile("(?m)^(nokube_[a-z_]+)[{ ]");

    static ShippedMetrics read(Path root) throws IOException {
        Path folder = root.resolve("k8s/monitoring");
        String queries = Files.readString(folder.resolve("rules.yaml"))
                .lines()
                .filter(line -> !line.strip().startsWith("action:"))
                .collect(Collectors.joining("\n"));
        return new ShippedMetrics(
                names(IN_TABLE, Files.readString(folder.resolve("README.md"))),
                families(ASKED, queries + Files.readString(folder.resolve("dashboard.json"))));
    }

    /// The names of what a service shows, a timer's parts as one.
    static Set<String> families(String exposed) {
        return families(EXPOSED, exposed);
    }

    private static Set<String> families(Pattern pattern, String text) {
        return names(pattern, text).stream()
                .map(name -> name.replaceAll("_seconds_(count|sum|max)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
