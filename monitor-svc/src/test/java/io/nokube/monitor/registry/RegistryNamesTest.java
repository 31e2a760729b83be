package io.nokube.monitor.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.nokube.monitor.registry.Registry.Credentials;
import io.nokube.names.ImageReference;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which registry an image leads to, which addresses may be asked, and who gets credentials.
class RegistryNamesTest {
    private static final RegistryImage HUB = image("ubuntu");

    @ParameterizedTest
    @CsvSource({
        "ubuntu, registry-1.docker.io, library/ubuntu, latest",
        "ann/web:1, registry-1.docker.io, ann/web, 1",
        "docker.io/ann/web, registry-1.docker.io, ann/web, latest",
        "ghcr.io/ann/web:1, ghcr.io, ann/web, 1",
        "localhost/web, localhost, web, latest",
        "here:5000/web:2, here:5000, web, 2"
    })
    void anImageLeadsToOneRegistry(String image, String host, String name, String reference) {
        assertThat(image(image)).isEqualTo(new RegistryImage(host, name, reference));
    }

    @Test
    void aDigestComesBeforeATag() {
        String digest = "sha256:" + "0".repeat(64);
        assertThat(image("ghcr.io/ann/web:1@" + digest).reference()).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void whatIsNotPublicIsNotAsked(String address) throws UnknownHostException {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"140.82.112.33", "100.128.0.1", "2606:50c0:8000::154"})
    void whatIsPublicIs(String address) throws UnknownHostException {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://140.82.112.33/", "https://ann@140.82.112.33/", "https://10.0.0.1/", "https://0x7f.1/",
                "https://2130706433/", "https://[::1]/", "ftp://140.82.112.33/", "https:///v2"
            })
    void anAddressIsPublicAndOverTls(String address) {
        assertThat(new Reach(Set.of(), InetAddress::getAllByName).address(URI.create(address)))
                .isEmpty();
    }

    @Test
    void theOperatorCanNameOthers() {
        Reach reach = new Reach(Set.of("10.0.0.1:5000", "http://10.0.0.2"), InetAddress::getAllByName);
        assertThat(reach.address(URI.create("https://10.0.0.1:5000/v2/"))).isPresent();
        assertThat(reach.address(URI.create("http://10.0.0.1:5000/v2/"))).isEmpty();
        assertThat(reach.address(URI.create("https://10.0.0.1/v2/"))).isEmpty();
        assertThat(reach.address(reach.base("10.0.0.2"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "ubuntu, https://auth.docker.io/token, true",
        "ubuntu, https://auth.docker.io.evil.example/token, false",
        "ubuntu, https://evil.example/token, false",
        "ghcr.io/a/b, https://ghcr.io/token, true",
        "ghcr.io/a/b, https://io/token, false",
        "ghcr.io/a/b, https://ghcr.io:8443/token, false",
        "registry.gitlab.com/a/b, https://gitlab.com/jwt/auth, true",
        "gitlab.com/a/b, https://registry.gitlab.com/jwt/auth, false",
        "here.example:5000/a, https://here.example:5000/token, true",
        "here.example:5000/a, https://here.example/token, true"
    })
    void tokensComeFromTheRegistryOrItsDomain(String image, String realm, boolean isTaken) {
        String header = "Bearer realm=\"" + realm + "\",service=\"s\"";
        assertThat(Challenge.parse(header, image(image)).isPresent()).isEqualTo(isTaken);
    }

    @Test
    void aPullSecretIsReadForOneRegistry() {
        String content = """
            {"auths": {"ghcr.io": {"auth": "%s"}, "https://index.docker.io/v1/": {"username": "bob", "password": "b"}}}\
            """.formatted(base64("ann:p:w"));
        var secret = new SecretBuilder()
                .withData(Map.of(".dockerconfigjson", base64(content)))
                .build();
        assertThat(PullSecret.read(secret, image("ghcr.io/a/b"))).contains(new Credentials("ann", "p:w"));
        assertThat(PullSecret.read(secret, HUB)).contains(new Credentials("bob", "b"));
        assertThat(PullSecret.read(secret, image("quay.io/a/b"))).isEmpty();
        assertThat(new Credentials("ann", "secret").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"auths\": {\"ghcr.io\": {\"auth\": \"%%%\"}}}"})
    void aBrokenPullSecretIsNone(String content) {
        var secret = new SecretBuilder()
                .withData(Map.of(".dockerconfigjson", base64(content)))
                .build();
        assertThat(PullSecret.read(secret, image("ghcr.io/a/b"))).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RegistryImage image(String reference) {
        return RegistryImage.of(ImageReference.parse(reference));
    }
}
