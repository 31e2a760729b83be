package io.nokube.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "nokube.example.com",
                "NoKube.example.com:8080",
                "my_service",
                "192.0.2.7:80",
                "[::1]",
                "[2001:DB8::1]:65535",
                "[::ffff:192.0.2.7]:1",
                "a:00000"
            })
    void hostsAreClear(String host) {
        assertThat(HostHeader.isClear(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                "a:",
                "a:123456",
                "a:8o",
                "a:80:80",
                "a b",
                "a/b",
                "a,b",
                "a@b",
                "user@host:80",
                "a\r\nx: y",
                "é",
                "a%2e",
                "[",
                "[]",
                "[:]",
                "[::1",
                "[::1]x",
                "[::1]:",
                "[::g]",
                "::1",
                "[[::1]]",
                "a\u0000",
                " a",
                "a "
            })
    void anythingElseIsNot(String host) {
        assertThat(HostHeader.isClear(host)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void lengthsHaveBounds(String host, boolean clear) {
        assertThat(HostHeader.isClear(host)).isEqualTo(clear);
    }

    static Object[][] lengths() {
        return new Object[][] {
            {"a".repeat(255) + ":65535", true},
            {"a".repeat(256), false},
            {"[" + ":".repeat(45) + "]", true},
            {"[" + ":".repeat(46) + "]", false}
        };
    }
}
