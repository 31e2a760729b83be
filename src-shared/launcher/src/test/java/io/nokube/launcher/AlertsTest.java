package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `.ci/monitoring` has Prometheus say when the alerts fire; this says that it is asked of every one of them, both
/// ways.
class AlertsTest {
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern SILENT = Pattern.compile("\\{eval_time: \\w+, alertname: (\\w+)}");
    private static final Pattern FIRES = Pattern.compile("alertname: (\\w+)\\n\\s+exp_alerts:\\n\\s+- exp_labels");

    @Test
    void whatMustNotBeMissedIsWatched() throws IOException {
        assertThat(names(ALERT, "rules.yaml"))
                .contains(
                        "NoKubeBuildStuck",
                        "NoKubeGitHubQuotaLow",
                        "NoKubeReconcileErrors",
                        "NoKubeAppsNotReady",
                        "NoKubeBuildsQueue",
                        "NoKubeCertificates");
    }

    @Test
    void eachAlertIsShownToFireAndNotTo() throws IOException {
        Set<String> alerts = names(ALERT, "rules.yaml");

        assertThat(names(FIRES, "rules_test.yaml")).isEqualTo(alerts);
        assertThat(names(SILENT, "rules_test.yaml")).isEqualTo(alerts);
    }

    private static Set<String> names(Pattern pattern, String file) throws IOException {
        String text =
                Files.readString(TestStack.root().resolve("k8s/monitoring").resolve(file));
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
