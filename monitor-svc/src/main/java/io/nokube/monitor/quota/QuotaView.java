package io.nokube.monitor.quota;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.nokube.monitor.observed.Tenant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a project may use at most, and what it uses.
@Schema(name = "ProjectQuota")
public record QuotaView(
        @Schema(required = true) String namespace,
        @Schema(required = true) String projectName,

        @Schema(required = true, description = "Whose project it is")
        String owner,

        @Schema(required = true) List<Use> resources) {
    private static final int DIGITS = 4;

    /// In the order in which they are told.
    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("requests.cpu", "cpu");
        names.put("requests.memory", "memory");
        names.put("requests.storage", "storage");
        names.put("pods", "pods");
        return names;
    }

    /// @param used a Kubernetes quantity, as the cluster counts it
    /// @param limit a Kubernetes quantity
    /// @param share the used part of the limit, from 0; over 1 where the limit was lowered afterwards
    @Schema(name = "QuotaUse")
    public record Use(
            @Schema(
                    required = true,
                    enumeration = {"cpu", "memory", "storage", "pods"})
            String resource,

            @Schema(required = true, examples = "300m") String used,
            @Schema(required = true, examples = "20") String limit,
            @Schema(required = true, examples = "0.015") BigDecimal share) {}

    /// What `quota` says of a project. Until the cluster has counted, nothing is used.
    static QuotaView of(Tenant tenant, ResourceQuota quota) {
        Map<String, Quantity> hard = quota.getSpec() == null
                ? Map.of()
                : Optional.ofNullable(quota.getSpec().getHard()).orElse(Map.of());
        Map<String, Quantity> used = quota.getStatus() == null
                ? Map.of()
                : Optional.ofNullable(quota.getStatus().getUsed()).orElse(Map.of());
        List<Use> uses = new ArrayList<>();
        NAMES.forEach((resource, name) -> {
            Quantity limit = hard.get(resource);
            if (limit != null) {
                uses.add(use(name, used.getOrDefault(resource, new Quantity("0")), limit));
            }
        });
        return new QuotaView(
                quota.getMetadata().getNamespace(), tenant.project(), String.valueOf(tenant.user()), List.copyOf(uses));
    }

    private static Use use(String name, Quantity used, Quantity limit) {
        BigDecimal most = limit.getNumericalAmount();
        BigDecimal share = most.signum() == 0
                ? BigDecimal.ZERO
                : used.getNumericalAmount().divide(most, DIGITS, RoundingMode.HALF_UP);
        return new Use(name, used.toString(), limit.toString(), share);
    }
}
