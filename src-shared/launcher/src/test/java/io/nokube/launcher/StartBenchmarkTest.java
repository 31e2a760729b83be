package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.launcher.StartBenchmark.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartBenchmarkTest {
    private static final Measured SLOW = new Measured(Duration.ofSeconds(2), 240);
    private static final Measured FAST = new Measured(Duration.ofMillis(100), 80);

    @Test
    void oneSlowRoundDoesNotSpoilTheFigure() {
        assertThat(Measured.median(List.of(FAST, SLOW, FAST, FAST, SLOW))).isEqualTo(FAST);
    }

    @Test
    void showsEveryFormAndWhatTheJvmTakesOfIt() {
        String table = StartBenchmark.table(Map.of(
                Form.JVM, Map.of(Service.GATEWAY, SLOW),
                Form.AOT, Map.of(Service.GATEWAY, new Measured(Duration.ofMillis(500), 160)),
                Form.NATIVE, Map.of(Service.GATEWAY, FAST)));

        assertThat(table)
                .contains("| gateway | jvm | 2000 ms | 240 MB |")
                .contains("| gateway | native | 100 ms | 80 MB |")
                .contains("| gateway | jvm / aot | 4.0 | 1.5 |")
                .contains("| gateway | jvm / native | 20.0 | 3.0 |");
        assertThat(StartBenchmark.table(Map.of(Form.JVM, Map.of(Service.GATEWAY, SLOW))))
                .doesNotContain("native");
    }
}
