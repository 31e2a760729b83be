package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdsTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void traceIdIsTheSecondField() {
        assertThat(TraceIds.of("00-" + TRACE + "-00f067aa0ba902b7-01")).isEqualTo(TRACE);
        assertThat(TraceIds.of("ff-" + TRACE + "-0000000000000000-00")).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE,
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7-01-",
                "00-" + TRACE + "-00f067aa0ba902b7-0",
                "00_" + TRACE + "_00f067aa0ba902b7_01",
                "0g-" + TRACE + "-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473--00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7-01\n",
                "00-" + TRACE + "-00f067aa0ba9\r\nb7-01"
            })
    void anythingElseHasNone(String traceparent) {
        assertThat(TraceIds.of(traceparent)).isNull();
    }
}
