package io.nokube.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final Username USER = new Username("testuser");
    private static final ProjectName PROJECT = new ProjectName("myapp");
    private static final ServiceName SERVICE = new ServiceName("frontend");

    @ParameterizedTest
    @ValueSource(strings = {"ab", "testuser", "a1", "abcdefghij0123456789"})
    void usernamesAreLettersAndDigits(String name) {
        assertThat(new Username(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "test-user", "Test", "1abc", "abcdefghij0123456789x", "a b", "é1", "ab\n"})
    void otherUsernamesAreRefused(String name) {
        assertThatThrownBy(() -> new Username(name)).isInstanceOf(InvalidNameException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "-abc", "abc-", "Abc", "a_b", "1abc", "a.b", "", "abc\n"})
    void projectNamesAreDnsLabels(String name) {
        assertThatThrownBy(() -> new ProjectName(name)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void theImageOfTheIntegrationDocument() {
        String image = Naming.imageFullName("ghcr.io", "AmzHM", USER, PROJECT, SERVICE, "latest");

        assertThat(image).isEqualTo("ghcr.io/amzhm/testuser-myapp-frontend:latest");
    }

    @Test
    void theLongestNamespaceFits() {
        String namespace = Naming.namespace(new Username("u".repeat(20)), new ProjectName("p".repeat(40)));

        assertThat(namespace).hasSize(61);
    }

    @Test
    void longHostsThatBeginAlikeStayApart() {
        ServiceName service = new ServiceName("s".repeat(40));
        String one = Naming.host(service, new ProjectName("p".repeat(39) + "a"), USER, "apps.test");
        String two = Naming.host(service, new ProjectName("p".repeat(39) + "b"), USER, "apps.test");

        assertThat(one).isNotEqualTo(two);
        assertThat(one.split("\\.")[0]).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9-]+[a-z0-9]");
        assertThat(Naming.host(SERVICE, PROJECT, USER, "apps.test")).isEqualTo("frontend-myapp-testuser.apps.test");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/octocat/Hello-World, octocat/Hello-World",
        "https://github.com/octocat/hello.git, octocat/hello",
        "https://GitHub.com/o/r_1.x, o/r_1.x",
    })
    void repositoriesOnTheConfiguredHost(String url, String fullName) {
        assertThat(RepositoryUrl.parse(url, "github.com").fullName()).isEqualTo(fullName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://github.com/o/r",
                "https://github.com/o",
                "https://github.com/o/r/",
                "https://github.com/o/r/tree/main",
                "https://user@github.com/o/r",
                "https://github.com:443/o/r",
                "https://github.com.evil.test/o/r",
                "https://gitlab.com/o/r",
                "https://github.com/o/..",
                "https://github.com/-o/r",
                "https://github.com/o/r?x",
                "https://github.com/o/r#x",
                "https://github.com/o/r%2f",
                "https://github.com//r",
                "git@github.com:o/r.git",
                "file:///etc/passwd",
                "https://github.com/o/r r",
                "https://github.com/o/.git",
                ""
            })
    void everythingElseIsRefusedWithTheForm(String url) {
        assertThatThrownBy(() -> RepositoryUrl.parse(url, "github.com"))
                .isInstanceOf(InvalidNameException.class)
                .hasMessage("must be https://github.com/<owner>/<repo>");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "nginx, nginx, -, -",
                "nginx:1.27, nginx, 1.27, -",
                "ghcr.io/amzhm/testuser-myapp-frontend:latest, ghcr.io/amzhm/testuser-myapp-frontend, latest, -",
                "localhost:5000/a/b:c, localhost:5000/a/b, c, -",
                "a/b@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, a/b, -, "
                        + "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            })
    void imageReferencesComeApart(String text, String repository, String tag, String digest) {
        ImageReference reference = ImageReference.parse(text);

        assertThat(reference)
                .isEqualTo(new ImageReference(repository, tag, digest))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/UPPER", "a:b:c", "a@sha256:12", "https://a/b", "a b", "a/../b", "a:", "-a", "a//b"})
    void otherImagesAreRefused(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text)).isInstanceOf(InvalidNameException.class);
    }
}
