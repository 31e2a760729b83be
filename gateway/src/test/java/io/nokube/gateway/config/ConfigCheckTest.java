package io.nokube.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest {
    private static final Map<String, String> LEAST =
            Map.of("nokube.build-svc-url", "http://build-svc:8081", "nokube.monitor-svc-url", "https://monitor-svc");

    @Test
    void theTwoServicesAreAllThatIsRequired() {
        assertThat(ConfigCheck.problems(config(Map.of()))).isEmpty();
    }

    @Test
    void namesEveryVariableAtOnce() {
        GatewayConfig nothing = read(Map.of("nokube.admin.username", "Morpheus!"));

        assertThatThrownBy(() -> new ConfigCheck(nothing))
                .hasMessageContainingAll(
                        "NOKUBE_BUILD_SVC_URL",
                        "NOKUBE_MONITOR_SVC_URL",
                        "NOKUBE_ADMIN_USERNAME",
                        "NOKUBE_ADMIN_PASSWORD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build-svc:8081",
                "ftp://build-svc",
                "http://",
                "http://build-svc/api",
                "http://u:p@build-svc",
                "http://build-svc?x",
                "http://build svc",
                "http://one:8081,",
                "http://one:8081,two:8081",
                "http://one:8081;http://two:8081"
            })
    void aServiceIsAHostAndAPort(String url) {
        assertThat(ConfigCheck.problems(config(Map.of("nokube.build-svc-url", url))))
                .singleElement()
                .asString()
                .contains("NOKUBE_BUILD_SVC_URL")
                .doesNotContain("u:p");
    }

    @Test
    void aServiceMayBeInSeveralPlaces() {
        String urls = "http://one:8081, http://two:8081,http://one:8081/";

        assertThat(ConfigCheck.problems(config(Map.of("nokube.build-svc-url", urls))))
                .isEmpty();
        assertThat(ServiceUrl.parseAll(urls))
                .as("each once")
                .containsExactly(new ServiceUrl(false, "one", 8081), new ServiceUrl(false, "two", 8081));
    }

    @ParameterizedTest
    @CsvSource({
        "nokube.auth.token-lifetime, 10s, NOKUBE_AUTH_TOKEN_LIFETIME",
        "nokube.auth.token-lifetime, 60d, NOKUBE_AUTH_TOKEN_LIFETIME",
        "nokube.auth.key-age, 5m, NOKUBE_AUTH_KEY_AGE",
        "nokube.upstream.timeout, 1ms, NOKUBE_UPSTREAM_TIMEOUT",
        "nokube.upstream.connections, 0, NOKUBE_UPSTREAM_CONNECTIONS",
        "nokube.limit.user-open, 0, NOKUBE_LIMIT_USER_OPEN",
        "nokube.audit.retention, 1h, NOKUBE_AUDIT_RETENTION",
        "nokube.limit.user-requests, 0/s, NOKUBE_LIMIT_USER_REQUESTS",
        "nokube.limit.address-logins, many, NOKUBE_LIMIT_ADDRESS_LOGINS",
        "nokube.cors.origins, https://a.test/, NOKUBE_CORS_ORIGINS",
        "nokube.cors.origins, 'https://a.test,*', NOKUBE_CORS_ORIGINS",
        "nokube.cors.origins, null, NOKUBE_CORS_ORIGINS"
    })
    void everyLimitNamesItsVariable(String property, String value, String variable) {
        assertThat(ConfigCheck.problems(config(Map.of(property, value))))
                .singleElement()
                .asString()
                .contains(variable);
    }

    @Test
    void anAdministratorsPasswordIsNoWeakerThanOthers() {
        Map<String, String> weak = Map.of("nokube.admin.username", "morpheus", "nokube.admin.password", "weak");

        assertThat(ConfigCheck.problems(config(weak)))
                .containsExactly("NOKUBE_ADMIN_PASSWORD must have at least 12 characters");
    }

    @Test
    void tlsNeedsACertificateAndItsKey(@TempDir Path folder) throws IOException {
        String certificate = Files.writeString(folder.resolve("tls.crt"), "-----BEGIN CERTIFICATE-----\nAA==\n")
                .toString();
        String key = Files.writeString(folder.resolve("tls.key"), "-----BEGIN PRIVATE KEY-----\nAA==\n")
                .toString();

        assertThat(tlsProblems(certificate, key)).isEmpty();
        assertThat(ConfigCheck.problems(config(Map.of("nokube.tls.certificate", certificate))))
                .containsExactly("NOKUBE_TLS_CERTIFICATE and NOKUBE_TLS_KEY must be set together");
        assertThat(tlsProblems(certificate, key + ".gone"))
                .singleElement()
                .asString()
                .startsWith("NOKUBE_TLS_KEY ")
                .endsWith("cannot be read");
        assertThat(tlsProblems(key, certificate))
                .as("one for the other")
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("NOKUBE_TLS_CERTIFICATE "),
                        second -> assertThat(second).startsWith("NOKUBE_TLS_KEY "));
        Files.writeString(folder.resolve("tls.key"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n");
        assertThat(tlsProblems(certificate, key)).singleElement().asString().contains("without a password");
    }

    private static List<String> tlsProblems(String certificate, String key) {
        return ConfigCheck.problems(config(Map.of("nokube.tls.certificate", certificate, "nokube.tls.key", key)));
    }

    @Test
    void aProviderNeedsToKnowWhereToSendPeopleBack() {
        Map<String, String> github =
                Map.of("nokube.sign-in.github.client-id", "x", "nokube.sign-in.github.client-secret", "y");

        assertThat(ConfigCheck.problems(config(github)))
                .singleElement()
                .asString()
                .contains("NOKUBE_PUBLIC_URL");
        Map<String, String> complete = new HashMap<>(github);
        complete.put("nokube.public-url", "https://nokube.example.com");
        assertThat(ConfigCheck.problems(config(complete))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nokube.sign-in.oidc.issuer, https://login.example.com, NOKUBE_SIGN_IN_OIDC_CLIENT_SECRET",
        "nokube.sign-in.github.client-secret, x, NOKUBE_SIGN_IN_GITHUB_CLIENT_ID",
        "nokube.sign-in.github.url, http://github.example.com, NOKUBE_SIGN_IN_GITHUB_URL",
        "nokube.sign-in.github.url, https://github.example.com?x=y, NOKUBE_SIGN_IN_GITHUB_URL",
        "nokube.public-url, https://nokube.example.com/console, NOKUBE_PUBLIC_URL"
    })
    void aProviderIsConfiguredWholeAndOverTls(String property, String value, String variable) {
        assertThat(ConfigCheck.problems(config(Map.of(property, value))))
                .anyMatch(problem -> problem.contains(variable));
    }

    private static GatewayConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(settings);
        return read(all);
    }

    private static GatewayConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
