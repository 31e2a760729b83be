package io.nokube.web.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the variables of an operator mean for Quarkus' settings. Pure.
final class Telemetry {
    /// Where the traces go: OpenTelemetry's own variable (OpenTelemetry specification, "OTLP Exporter Configuration").
    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    /// `grpc` (the default) or `http/protobuf`.
    static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
    /// What a collector wants to see, such as a key: `name=value,…`.
    static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    /// `json` or `text`.
    static final String LOG_FORMAT = "NOKUBE_LOG_FORMAT";

    private Telemetry() {}

    /// @param variables gives the value of a variable, or null
    /// @param production whether this is an installation and not a test or a developer's machine
    /// @throws IllegalArgumentException naming the variable, where a value is none
    static Map<String, String> properties(Variables variables, boolean production) {
        Map<String, String> properties = new LinkedHashMap<>();
        String endpoint = given(variables, ENDPOINT);
        properties.put("quarkus.otel.sdk.disabled", String.valueOf(endpoint == null));
        if (endpoint != null) {
            properties.put("quarkus.otel.exporter.otlp.endpoint", endpoint);
            String protocol = given(variables, PROTOCOL);
            if (protocol != null) {
                properties.put("quarkus.otel.exporter.otlp.protocol", protocol(protocol));
            }
            String headers = given(variables, HEADERS);
            if (headers != null) {
                properties.put("quarkus.otel.exporter.otlp.headers", headers);
            }
        }
        properties.put(
                "quarkus.log.console.json.enabled", String.valueOf(isJson(given(variables, LOG_FORMAT), production)));
        return properties;
    }

    /// Where the values of variables come from.
    interface Variables {
        @Nullable
        String value(String name);
    }

    private static @Nullable String given(Variables variables, String name) {
        String value = variables.value(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String protocol(String protocol) {
        return switch (protocol) {
            case "grpc", "http/protobuf" -> protocol;
            default -> throw new IllegalArgumentException(PROTOCOL + " must be grpc or http/protobuf");
        };
    }

    private static boolean isJson(@Nullable String format, boolean production) {
        if (format == null) {
            return production;
        }
        return switch (format) {
            case "json" -> true;
            case "text" -> false;
            default -> throw new IllegalArgumentException(LOG_FORMAT + " must be json or text");
        };
    }
}
