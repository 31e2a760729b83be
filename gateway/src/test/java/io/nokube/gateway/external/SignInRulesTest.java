package io.nokube.gateway.external;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.names.Username;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInRulesTest {
    private static final String ISSUER = "https://login.example.com/realms/one";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/builds/b1", "/deploy?build=b1&x=%2F", "/apps/a#logs"})
    void goesOnWithAPathOfTheConsole(String path) {
        assertThat(ReturnPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "builds",
                "//evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y",
                "/\tx",
                "/é"
            })
    void goesNowhereElse(String path) {
        assertThat(ReturnPath.of(path)).isEqualTo("/");
    }

    @Test
    void goesHomeWhereNothingWasAsked() {
        assertThat(ReturnPath.of(null)).isEqualTo("/");
        assertThat(ReturnPath.of("/" + "x".repeat(2000))).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "octocat, octocat",
        "Octo-Cat, octocat",
        "octo.cat@example.com, octocat",
        "42octocats, octocats",
        "a-very-long-name-of-somebody, averylongnameofsomeb",
        "'', user",
        "1234, user",
        "李小龍, user",
        "x, user",
        "--;drop table, droptable"
    })
    void makesAUsernameOfAnyName(String name, String username) {
        assertThat(UsernameProposals.of(List.of(name))).first().isEqualTo(username);
    }

    @Test
    void takesTheFirstNameThatSomethingCanBeMadeOf() {
        assertThat(UsernameProposals.of(List.of("1", "李小龍", "bruce"))).first().isEqualTo("bruce");
        assertThat(UsernameProposals.of(List.of())).first().isEqualTo("user");
    }

    @Test
    void proposesOthersWhereTheNameIsTaken() {
        List<String> proposals = UsernameProposals.of(List.of("a-very-long-name-of-somebody"));
        assertThat(proposals).hasSize(50).startsWith("averylongnameofsomeb", "averylongnameofsome2");
        assertThat(proposals).allMatch(Username::isValid).doesNotHaveDuplicates();
    }

    @Test
    void everythingOfAnAttemptDiffers() {
        Attempt one = new Attempt("a".repeat(43));
        Attempt other = new Attempt("b".repeat(43));
        List<String> all = Arrays.asList(
                one.id(),
                one.state(),
                one.nonce(),
                one.verifier(),
                one.challenge(),
                other.id(),
                other.state(),
                other.nonce(),
                other.verifier(),
                other.challenge());
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
        assertThat(one.isState(one.state())).isTrue();
        assertThat(one.isState(other.state())).isFalse();
        assertThat(one.isState("")).isFalse();
    }

    @Test
    void aVerifierIsLongEnough() {
        assertThat(new Attempt("a".repeat(43)).verifier()).matches("[A-Za-z0-9._~-]{43,128}");
        assertThat(new Attempt("a".repeat(43)).challenge()).matches("[A-Za-z0-9_-]{43}");
    }

    @ParameterizedTest
    @CsvSource({"client_secret_basic, true", "client_secret_post, false", "private_key_jwt client_secret_basic, true"})
    void readsHowAClientNamesItself(String methods, boolean basic) throws Exception {
        String list = "[\"" + methods.replace(" ", "\", \"") + "\"]";
        assertThat(OidcMetadata.of(document(", \"token_endpoint_auth_methods_supported\": " + list), ISSUER))
                .hasValueSatisfying(
                        metadata -> assertThat(metadata.takesBasic()).isEqualTo(basic));
    }

    @Test
    void aClientNamesItselfInTheHeaderByDefault() throws Exception {
        assertThat(OidcMetadata.of(document(""), ISSUER))
                .hasValueSatisfying(
                        metadata -> assertThat(metadata.takesBasic()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"issuer\": \"https://evil.example\"",
                "\"token_endpoint\": \"http://login.example.com/token\"",
                "\"token_endpoint\": \"file:///etc/passwd\"",
                "\"token_endpoint\": \"\"",
                "\"jwks_uri\": null",
                "\"authorization_endpoint\": \"javascript:alert(1)\"",
                "\"authorization_endpoint\": \"https:// x\""
            })
    void believesNoMetadataThatLeadsElsewhere(String field) throws Exception {
        assertThat(OidcMetadata.of(document(", " + field), ISSUER)).isEmpty();
    }

    private static JsonNode document(String more) throws Exception {
        return new ObjectMapper().readTree("""
                {"issuer": "%s", "authorization_endpoint": "https://login.example.com/authorize",
                 "token_endpoint": "https://login.example.com/token", "jwks_uri": "https://keys.example.com/jwks"%s}""".formatted(ISSUER, more));
    }
}
