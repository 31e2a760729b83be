package io.nokube.build.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {
    private static final Map<String, String> ENOUGH = Map.of(
            "nokube.github.token", "t",
            "nokube.github.builds-repo", "nokube/builds",
            "nokube.registry-namespace", "amzhm");

    @Test
    void whatIsRequiredIsEnough() {
        assertThat(problems(ENOUGH)).isEmpty();
    }

    @Test
    void whatAReplicaHeldThatDiedIsTakenOverWithinThirtySeconds() {
        BuildConfig defaults = config(ENOUGH);

        assertThat(defaults.lease().plus(defaults.dispatch().every())).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(defaults.lease().plus(defaults.follow().every())).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void everyMissingVariableIsNamedAtOnce() {
        BuildConfig config = config(Map.of());

        assertThatThrownBy(() -> new ConfigCheck(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "NOKUBE_GITHUB_TOKEN", "NOKUBE_GITHUB_BUILDS_REPO", "NOKUBE_REGISTRY_NAMESPACE");
    }

    @ParameterizedTest
    @CsvSource({
        "nokube.github.api-url, api.github.com, NOKUBE_GITHUB_API_URL",
        "nokube.github.api-url, ftp://github.com, NOKUBE_GITHUB_API_URL",
        "nokube.github.token, two words, NOKUBE_GITHUB_TOKEN",
        "nokube.github.builds-repo, builds, NOKUBE_GITHUB_BUILDS_REPO",
        "nokube.github.builds-repo, https://github.com/a/b, NOKUBE_GITHUB_BUILDS_REPO",
        "nokube.github.workflow, ../x.yml, NOKUBE_GITHUB_WORKFLOW",
        "nokube.github.ref, -x, NOKUBE_GITHUB_REF",
        "nokube.github.api-version, v3, NOKUBE_GITHUB_API_VERSION",
        "nokube.registry, https://ghcr.io, NOKUBE_REGISTRY",
        "nokube.lease, 1s, NOKUBE_LEASE"
    })
    void wrongValuesAreNamedWithoutBeingRepeated(String property, String value, String variable) {
        Map<String, String> settings = new HashMap<>(ENOUGH);
        settings.put(property, value);

        assertThat(problems(settings))
                .singleElement()
                .asString()
                .contains(variable)
                .doesNotContain("two words");
    }

    @Test
    void anAppTakesThePlaceOfTheTokenAndIsWhole() {
        Map<String, String> settings = new HashMap<>(ENOUGH);
        settings.put("nokube.github.app.id", "12345");

        assertThat(problems(settings))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("NOKUBE_GITHUB_TOKEN"))
                .anyMatch(problem -> problem.contains("NOKUBE_GITHUB_APP_PRIVATE_KEY"))
                .anyMatch(problem -> problem.contains("NOKUBE_GITHUB_APP_INSTALLATION_ID"));
        settings.remove("nokube.github.token");
        assertThat(problems(settings)).hasSize(2);
    }

    @Test
    void repositoriesAreOnTheHostOfTheApi() {
        assertThat(GitHubAddress.parse("https://api.github.com").repositoryHost())
                .isEqualTo("github.com");
        assertThat(GitHubAddress.parse("http://127.0.0.1:8099").repositoryHost())
                .isEqualTo("github.com");
        assertThat(GitHubAddress.parse("https://git.example.com/api/v3/").repositoryHost())
                .isEqualTo("git.example.com");
        assertThat(GitHubAddress.parse("https://api.acme.ghe.com").repositoryHost())
                .isEqualTo("acme.ghe.com");
    }

    private static List<String> problems(Map<String, String> settings) {
        return ConfigCheck.problems(config(settings));
    }

    private static BuildConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(BuildConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(BuildConfig.class);
    }
}
