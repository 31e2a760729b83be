package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.schema.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// How much of a ResourceQuota is used, as the cluster's own controller counts it: what pods and volumes ask for. Pure.
final class QuotaCount {
    private static final Set<String> OVER = Set.of("Succeeded", "Failed");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    private QuotaCount() {}

    static ObjectNode status(JsonNode quota, List<ObjectNode> pods, List<ObjectNode> claims) {
        List<ObjectNode> counted = pods.stream()
                .filter(pod -> !OVER.contains(pod.path("status").path("phase").asText()))
                .toList();
        ObjectNode status = Json.object();
        ObjectNode hard = status.putObject("hard");
        ObjectNode used = status.putObject("used");
        quota.path("spec").path("hard").properties().forEach(limit -> {
            hard.set(limit.getKey(), limit.getValue());
            used.put(limit.getKey(), use(limit.getKey(), counted, claims));
        });
        return status;
    }

    private static String use(String resource, List<ObjectNode> pods, List<ObjectNode> claims) {
        return switch (resource) {
            case "pods" -> String.valueOf(pods.size());
            case "requests.storage" -> bytes(sum(claims.stream().map(claim -> claim.path("spec")), "storage"));
            case "requests.cpu" -> cores(sum(containers(pods), "cpu"));
            case "requests.memory" -> bytes(sum(containers(pods), "memory"));
            default -> "0";
        };
    }

    private static Stream<JsonNode> containers(List<ObjectNode> pods) {
        return pods.stream().flatMap(pod -> pod.path("spec").path("containers").valueStream());
    }

    private static BigDecimal sum(Stream<JsonNode> askers, String resource) {
        return askers.map(asker -> asker.path("resources").path("requests").path(resource))
                .filter(JsonNode::isTextual)
                .map(amount -> Quantity.parse(amount.asText()).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String cores(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.scale() <= 0
                ? plain.toPlainString()
                : amount.movePointRight(3).toBigInteger() + "m";
    }

    private static String bytes(BigDecimal amount) {
        BigDecimal left = amount;
        int unit = 0;
        while (left.signum() > 0
                && unit < BINARY.size() - 1
                && left.remainder(KIBI).signum() == 0) {
            left = left.divideToIntegralValue(KIBI);
            unit++;
        }
        return left.toBigInteger() + BINARY.get(unit);
    }
}
