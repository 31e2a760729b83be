package io.nokube.web.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryTest {
    private static final String ENDPOINT = "http://collector.test:4317";

    @Test
    void makesNoTracesThatNobodyCollects() {
        assertThat(of(Map.of())).containsEntry("quarkus.otel.sdk.disabled", "true");
        assertThat(of(Map.of(Telemetry.ENDPOINT, " "))).containsEntry("quarkus.otel.sdk.disabled", "true");
        assertThat(of(Map.of(Telemetry.ENDPOINT, ENDPOINT)))
                .containsEntry("quarkus.otel.sdk.disabled", "false")
                .containsEntry("quarkus.otel.exporter.otlp.endpoint", ENDPOINT)
                .doesNotContainKey("quarkus.otel.exporter.otlp.protocol");
    }

    @Test
    void sendsThemAsTheCollectorWantsThem() {
        assertThat(of(Map.of(
                        Telemetry.ENDPOINT, ENDPOINT,
                        Telemetry.PROTOCOL, "http/protobuf",
                        Telemetry.HEADERS, "x-key=abc")))
                .containsEntry("quarkus.otel.exporter.otlp.protocol", "http/protobuf")
                .containsEntry("quarkus.otel.exporter.otlp.headers", "x-key=abc");
    }

    @ParameterizedTest
    @CsvSource({"'',true,true", "'',false,false", "text,true,false", "json,false,true"})
    void writesJsonInProductionUnlessToldOtherwise(String format, boolean production, String json) {
        assertThat(Telemetry.properties(Map.of(Telemetry.LOG_FORMAT, format)::get, production))
                .containsEntry("quarkus.log.console.json.enabled", json);
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThatThrownBy(() -> of(Map.of(Telemetry.LOG_FORMAT, "xml")))
                .hasMessage("NOKUBE_LOG_FORMAT must be json or text");
        assertThatThrownBy(() -> of(Map.of(Telemetry.ENDPOINT, ENDPOINT, Telemetry.PROTOCOL, "udp")))
                .hasMessage("OTEL_EXPORTER_OTLP_PROTOCOL must be grpc or http/protobuf");
    }

    private static Map<String, String> of(Map<String, String> variables) {
        return Telemetry.properties(variables::get, true);
    }
}
