package io.nokube.build.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogMaskTest {
    private static final LogMask MASK = LogMask.knowing(Map.of("NPM_TOKEN", "plain-value-1", "NODE_ENV", "production"));
    private static final String LONG = "A1b2C3d4".repeat(5);

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("token ghp_" + LONG + " used", "token *** used"),
                Arguments.of("github_pat_" + LONG + "_x", "***"),
                Arguments.of("key AKIA" + "ABCDEFGHIJKLMNOP.", "key ***."),
                Arguments.of("jwt eyJhbGciOiJ9.eyJzdWIiOiIxMjM0.c2lnbmF0dXJl!", "jwt ***!"),
                Arguments.of("> Authorization: Bearer abc.def", "> Authorization: ***"),
                Arguments.of("{\"authorization\": \"Basic eHl6\"}", "{\"authorization\": \"***\"}"),
                Arguments.of("git clone https://user:hunter2@github.com/a/b", "git clone https://***@github.com/a/b"),
                Arguments.of(
                        "https://github.com/a/b@v1 is no credential", "https://github.com/a/b@v1 is no credential"),
                Arguments.of("https://justatoken@github.com/a", "https://***@github.com/a"),
                Arguments.of(
                        "{\"password\": \"x y\", \"api_key\":'abc'}", "{\"password\": \"*** y\", \"api_key\":'***'}"),
                Arguments.of("ENV DB_PASSWORD=s3cret-s3cret x", "ENV DB_PASSWORD=*** x"),
                Arguments.of("aws_secret_access_key = abcdefgh", "aws_secret_access_key = ***"),
                Arguments.of("nk_" + LONG, "***"),
                Arguments.of("--build-arg NPM=plain-value-1", "--build-arg NPM=***"),
                Arguments.of("NODE_ENV=production", "NODE_ENV=production"),
                Arguments.of(
                        "nokube-result: {\"digest\": \"sha256:" + "0a".repeat(32) + "\"}",
                        "nokube-result: {\"digest\": \"sha256:" + "0a".repeat(32) + "\"}"),
                Arguments.of("\u001B[32mok\u001B[0m 12 tests passed", "\u001B[32mok\u001B[0m 12 tests passed"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatLooksLikeASecretIsMasked(String line, String expected) {
        assertThat(MASK.lines(List.of(line))).containsExactly(expected);
    }

    @Test
    void aPrivateKeyIsMaskedAsAWhole() {
        assertThat(MASK.lines(List.of(
                        "cat key", "-----BEGIN RSA PRIVATE KEY-----", "MIIE", "-----END RSA PRIVATE KEY-----", "done")))
                .containsExactly("cat key", "***", "***", "***", "done");
    }

    @Test
    void aKeyThatNeverEndsDoesNotHideTheRest() {
        List<String> lines = new ArrayList<>(List.of("-----BEGIN PRIVATE KEY-----"));
        lines.addAll(Collections.nCopies(300, "hello"));

        assertThat(MASK.lines(lines)).startsWith("***", "***").endsWith("hello");
    }

    @Test
    void ofTwoSecretsThatBeginAlikeBothAreMaskedWhole() {
        LogMask mask =
                LogMask.knowing(Map.of("A_SECRET", "abcdef", "B_SECRET", "abcdefghij", "C_KEY", "first1\nsecond"));

        assertThat(mask.lines(List.of("abcdefghij abcdef", "first1", "second")))
                .containsExactly("*** ***", "***", "***");
    }

    @Test
    void hostileLinesDoNotKeepAProcessorBusy() {
        List<String> hostile = Stream.of(
                        "://", "-eyJaaaaaaaaa", "eyJ" + "a", "Authorization:  ", "TOKEN", "-----BEGIN ", "a:", "ghp_")
                .map(part -> part.repeat(LogCut.MAX_LINE / part.length()))
                .toList();

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(MASK.lines(hostile)).hasSameSizeAs(hostile));
    }
}
