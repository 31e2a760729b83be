package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationPageTest {
    private static final Path FILE = TestStack.root().resolve("docs/configuration.md");
    private static final Pattern VARIABLE = Pattern.compile("`(NOKUBE_[A-Z_]+[A-Z])`");

    @Test
    void thePageIsFresh() throws IOException {
        String page = ConfigurationPage.page();
        String written = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (System.getProperty("golden.update") != null && !page.equals(written)) {
            Files.writeString(FILE, page);
        }
        assertThat(written).as("%s (rewrite it with -Dgolden.update)", FILE).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "build-svc", "monitor-svc"})
    void everySettingIsExplained(String service) throws IOException {
        assertThat(ConfigurationPage.settings(service))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.meaning())
                        .as("what %s is for (a comment at its method)", setting.variable())
                        .isNotEmpty())
                .doesNotHaveDuplicates();
    }

    /// What the interfaces' comments call a setting is what it is called.
    @ParameterizedTest
    @ValueSource(strings = {"gateway", "build-svc", "monitor-svc"})
    void namesAreRead(String service) throws IOException {
        List<String> names = ConfigurationPage.settings(service).stream()
                .map(ConfigurationPage.Setting::variable)
                .toList();
        assertThat(names).allSatisfy(name -> assertThat(name).matches("NOKUBE_[A-Z_]+"));
        assertThat(names)
                .contains(
                        switch (service) {
                            case "gateway" -> "NOKUBE_SIGN_IN_GITHUB_CLIENT_ID";
                            case "build-svc" -> "NOKUBE_GITHUB_APP_PRIVATE_KEY";
                            default -> "NOKUBE_LEADER_ELECTION_NAMESPACE";
                        });
    }

    /// No other page may name a variable that there is not.
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "k8s/README.md", "k8s/monitoring/README.md"})
    void otherPagesNameOnlyThese(String page) throws IOException {
        Set<String> known = new TreeSet<>(variables(ConfigurationPage.page()));
        // Of the workflow, in GitHub; and of the tests.
        known.addAll(Set.of("NOKUBE_URL", "NOKUBE_TEST_KUBECONFIG"));
        assertThat(variables(Files.readString(TestStack.root().resolve(page)))).isSubsetOf(known);
    }

    private static List<String> variables(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
