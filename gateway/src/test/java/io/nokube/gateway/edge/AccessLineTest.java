package io.nokube.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessLineTest {
    @Test
    void lineIsJsonWithAllThatIsKnown() {
        StringBuilder lines = new StringBuilder("before\n");

        line("/api/v1/projects", "ada").appendTo(lines);

        assertThat(lines)
                .hasToString("before\n{\"timestamp\":\"2026-11-28T09:30:00.000250Z\",\"type\":\"access\","
                        + "\"method\":\"GET\",\"path\":\"/api/v1/projects\",\"status\":200,\"bytes\":12,\"micros\":345,"
                        + "\"user\":\"ada\",\"address\":\"192.0.2.7\"}\n");
    }

    @Test
    void whatIsHostileStaysInItsString() {
        StringBuilder lines = new StringBuilder();

        line("/a\"b\\c\nd\u0000é", null).appendTo(lines);

        assertThat(lines.toString())
                .contains("\"path\":\"/a\\\"b\\\\c\\nd\\u0000é\"")
                .doesNotContain("\"user\"")
                .containsOnlyOnce("\n");
    }

    @Test
    void timesHaveAllTheirMicroseconds() {
        Timestamps timestamps = new Timestamps();

        for (String time : List.of(
                "2026-11-28T09:30:00.000250Z",
                "2026-11-28T09:30:00.999999Z",
                "2026-11-28T09:30:01.000000Z",
                "2026-11-28T09:30:00.100000Z",
                "1970-01-01T00:00:00.000001Z",
                "1969-12-31T23:59:59.500000Z")) {
            assertThat(timestamps.format(Instant.parse(time))).isEqualTo(time);
        }
    }

    private static AccessLine line(String path, @Nullable String user) {
        return new AccessLine("2026-11-28T09:30:00.000250Z", "GET", path, 200, 12, 345, user, "192.0.2.7", null);
    }
}
