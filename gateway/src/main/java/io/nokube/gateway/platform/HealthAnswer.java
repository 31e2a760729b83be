package io.nokube.gateway.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.nokube.gateway.platform.PlatformView.Check;
import io.nokube.gateway.platform.PlatformView.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what a service's `/q/health/ready` says (MicroProfile Health 4.0). Pure.
final class HealthAnswer {
    private HealthAnswer() {}

    /// The replica in these words; `silent` where they are not such an answer.
    static Replica read(String service, int number, JsonNode answer) {
        if (!answer.path("status").isTextual()) {
            return silent(service, number);
        }
        List<Check> checks = new ArrayList<>();
        answer.path("checks")
                .forEach(check ->
                        checks.add(new Check(check.path("name").asText(), status(check), data(check.path("data")))));
        return new Replica(service, number, status(answer), List.copyOf(checks));
    }

    static Replica silent(String service, int number) {
        return new Replica(service, number, PlatformView.SILENT, List.of());
    }

    private static String status(JsonNode node) {
        return node.path("status").asText().equals("UP") ? PlatformView.UP : PlatformView.DOWN;
    }

    private static Map<String, String> data(JsonNode data) {
        Map<String, String> told = new TreeMap<>();
        data.properties()
                .forEach(entry -> told.put(entry.getKey(), entry.getValue().asText()));
        return told;
    }
}
