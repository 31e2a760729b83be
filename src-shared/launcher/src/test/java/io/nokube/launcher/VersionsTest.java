package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// There is one version, the root pom's; whatever else has to name it names the same.
class VersionsTest {
    private static final Path ROOT = TestStack.root();
    private static final String SNAPSHOT = "-SNAPSHOT";

    @Test
    void ofEveryModule() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            List<Path> poms = files.filter(file -> file.endsWith("pom.xml")).toList();
            assertThat(poms)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(pom -> assertThat(
                                    first("<artifactId>nokube-parent</artifactId>\\s*<version>([^<]+)</version>", pom))
                            .as(pom.toString())
                            .isEqualTo(version()));
        }
    }

    @Test
    void ofTheChartAndTheImagesThatItRuns() throws IOException {
        Path chart = ROOT.resolve("k8s/chart/Chart.yaml");

        assertThat(first("(?m)^appVersion: (.+)$", chart)).isEqualTo(version());
        assertThat(first("(?m)^version: (.+)$", chart)).isEqualTo(released());
    }

    @Test
    void ofTheConsole() throws IOException {
        assertThat(first("\"version\": \"([^\"]+)\"", ROOT.resolve("gateway/src/main/webui/package.json")))
                .isEqualTo(released());
    }

    /// What is not released yet is under "Unreleased"; a release has a heading of its own.
    @Test
    void ofTheChangelog() throws IOException {
        String heading = first("(?m)^## (.+)$", ROOT.resolve("CHANGELOG.md"));

        assertThat(heading).isEqualTo(version().endsWith(SNAPSHOT) ? "Unreleased" : heading);
        assertThat(heading).contains(version().endsWith(SNAPSHOT) ? "Unreleased" : version());
    }

    /// The overlays name images without a version of their own: the operator's, or the newest to try.
    @Test
    void theManifestsNameNone() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("k8s"))) {
            List<Path> manifests = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("Chart.yaml"))
                    .toList();
            assertThat(manifests)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(manifest -> assertThat(Files.readString(manifest))
                            .as(manifest.toString())
                            .doesNotContain(released()));
        }
    }

    private static String version() throws IOException {
        return first("<artifactId>nokube-parent</artifactId>\\s*<version>([^<]+)</version>", ROOT.resolve("pom.xml"));
    }

    private static String released() throws IOException {
        return version().replace(SNAPSHOT, "");
    }

    private static String first(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map((MatchResult result) -> result.group(1))
                .findFirst()
                .orElse("");
    }
}
