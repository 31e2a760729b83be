package io.nokube.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawAnswerTest {
    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nä1";
    private static final String CHUNKED =
            "HTTP/1.1 502 Bad Gateway\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";

    @Test
    void whatCameToItsEndIsWhole() {
        assertThat(parse(PLAIN)).isEqualTo(new RawAnswer(200, "ä1", true));
        assertThat(parse(CHUNKED)).isEqualTo(new RawAnswer(502, "abcde", true));
        assertThat(parse("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo(new RawAnswer(204, "", true));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 30, 47, 50, 62, 70, 74})
    void whatEndsBeforeIsNot(int length) {
        assertThat(parse(CHUNKED.substring(0, length)).isWhole()).isFalse();
        assertThat(parse(PLAIN.substring(0, Math.min(length, PLAIN.length() - 1)))
                        .isWhole())
                .isFalse();
    }

    private static RawAnswer parse(String received) {
        return RawAnswer.parse(received.getBytes(UTF_8));
    }
}
