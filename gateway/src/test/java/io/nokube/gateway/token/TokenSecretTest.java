package io.nokube.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenSecretTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void isLongChanceAndKnownByItsForm() {
        TokenSecret secret = TokenSecret.next(random);

        assertThat(secret.value()).startsWith("nk_").hasSize(46);
        assertThat(TokenSecret.isOne(secret.value())).isTrue();
        assertThat(Stream.generate(() -> TokenSecret.next(random).value()).limit(1_000))
                .doesNotHaveDuplicates();
        assertThat(Stream.of("nk_", "nk_short", "NK_" + secret.value().substring(3), secret.value() + "x", "eyJ.a.b"))
                .noneMatch(TokenSecret::isOne);
    }

    @Test
    void neitherItsHashNorItsHintTellsIt() {
        TokenSecret secret = new TokenSecret("nk_" + "a".repeat(43));

        assertThat(secret.hash()).isEqualTo("c803e609080beb8b1a7aa98bf5519cd4dba1f2c4915abe0a0f43615d8e84b3ec");
        assertThat(secret.hint()).isEqualTo("nk_aaaa…");
        assertThat(secret.toString()).isEqualTo(secret.hint());
    }
}
