package io.nokube.build.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureCheckTest {
    /// GitHub's own example (GitHub Docs, "Testing the webhook payload validation").
    private static final String SECRET = "It's a Secret to Everybody";

    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
    private static final String RIGHT = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void knowsWhatGitHubSigns() {
        assertThat(SignatureCheck.isGenuine(BODY, RIGHT, SECRET)).isTrue();
        assertThat(SignatureCheck.isGenuine(BODY, "sha256=" + RIGHT.substring(7).toUpperCase(Locale.ROOT), SECRET))
                .isTrue();
    }

    @Test
    void everyByteAndTheSecretCount() {
        assertThat(SignatureCheck.isGenuine("Hello, World! ".getBytes(UTF_8), RIGHT, SECRET))
                .isFalse();
        assertThat(SignatureCheck.isGenuine(BODY, RIGHT, SECRET + " ")).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e170",
                "sha256=\u00e9"
            })
    void refusesEverythingElse(@Nullable String signature) {
        assertThat(SignatureCheck.isGenuine(BODY, signature, SECRET)).isFalse();
    }
}
