package io.nokube.build.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nokube.names.InvalidNameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"main", "feature/login", "v1.2.3", "fix-é", "a@b", "$(id)", "a;b", "release/2026.1"})
    void refNamesThatGitTakes(String name) {
        assertThat(GitRefName.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-main",
                "--upload-pack=x",
                "a..b",
                "a b",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "@",
                "a@{1}",
                "/a",
                "a/",
                "a//b",
                ".a",
                "a/.b",
                "a.",
                "a.lock",
                "a.lock/b",
                "a\nb",
                "a\u007f"
            })
    void refNamesThatGitRefuses(String name) {
        assertThat(GitRefName.isValid(name)).isFalse();
        assertThatThrownBy(() -> new GitRefName(name)).isInstanceOf(InvalidNameException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", ".", "./Dockerfile", "apps/web/Dockerfile.prod", "a b/c", "..a", "a..b"})
    void pathsInsideTheRepository(String path) {
        assertThat(RepositoryPath.isValid(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "..",
                "../x",
                "a/../../b",
                "a/..",
                "-f",
                "a//b",
                ".git/config",
                "a\\..\\b",
                "a\nb",
                "$(id)",
                "a;b",
                " a"
            })
    void pathsThatMightLeaveIt(String path) {
        assertThat(RepositoryPath.isValid(path)).isFalse();
    }

    @Test
    void lengthsHaveALimit() {
        assertThat(GitRefName.isValid("a".repeat(GitRefName.MAX_LENGTH))).isTrue();
        assertThat(GitRefName.isValid("a".repeat(GitRefName.MAX_LENGTH + 1))).isFalse();
        assertThat(RepositoryPath.isValid("a".repeat(RepositoryPath.MAX_LENGTH + 1)))
                .isFalse();
    }

    @Test
    void platformsAreThoseOfTheWorkflow() {
        assertThat(new Platform("linux/arm/v7")).hasToString("linux/arm/v7");
        assertThatThrownBy(() -> new Platform("windows/amd64")).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> new Platform("linux/amd64,linux/arm64")).isInstanceOf(InvalidNameException.class);
    }
}
