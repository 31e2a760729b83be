package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.observed.ClusterSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether a project's quota has room for an app. Pure.
final class QuotaCheck {
    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    private QuotaCheck() {}

    /// @param field of the request that asks for it
    private record Need(String resource, String field, String what, BigDecimal amount) {}

    /// One warning for each thing that the quota has too little of. What the app's present pods use is its own.
    static List<Warning> warnings(AppModel app, ClusterSnapshot seen, ResourceQuota quota) {
        if (quota.getStatus() == null) {
            return List.of();
        }
        Map<String, Quantity> hard =
                Optional.ofNullable(quota.getStatus().getHard()).orElse(Map.of());
        Map<String, Quantity> used =
                Optional.ofNullable(quota.getStatus().getUsed()).orElse(Map.of());
        List<Warning> warnings = new ArrayList<>();
        for (Need need : needs(app, seen)) {
            Quantity limit = hard.get(need.resource());
            if (limit == null || need.amount().signum() <= 0) {
                continue;
            }
            BigDecimal left = amount(limit).subtract(amount(used.getOrDefault(need.resource(), new Quantity("0"))));
            if (left.compareTo(need.amount()) < 0) {
                warnings.add(new Warning(
                        need.field(),
                        "The project's quota of " + need.what() + " is " + limit + ", of which "
                                + shown(left.max(BigDecimal.ZERO)) + " is left, and the app needs "
                                + shown(need.amount()) + " more. Not all of its pods will run."));
            }
        }
        return warnings;
    }

    private static List<Need> needs(AppModel app, ClusterSnapshot seen) {
        List<Pod> present = seen.pods().stream()
                .filter(pod -> pod.getStatus() == null
                        || !OVER.contains(String.valueOf(pod.getStatus().getPhase())))
                .toList();
        BigDecimal pods = BigDecimal.valueOf(app.replicas());
        List<Need> needs = new ArrayList<>(List.of(
                new Need("pods", "replicas", "pods", pods.subtract(BigDecimal.valueOf(present.size()))),
                new Need(
                        "requests.cpu",
                        "cpu_request",
                        "CPU",
                        pods.multiply(amount(app.sizes().cpuRequest())).subtract(requested(present, "cpu"))),
                new Need(
                        "requests.memory",
                        "memory_request",
                        "memory",
                        pods.multiply(amount(app.sizes().memoryRequest())).subtract(requested(present, "memory")))));
        boolean isNewVolume = app.volume() != null
                && seen.objects().stream().noneMatch(object -> object.getKind().equals("PersistentVolumeClaim"));
        if (app.volume() != null && isNewVolume) {
            needs.add(new Need(
                    "requests.storage",
                    "storage_size",
                    "storage",
                    amount(app.volume().size())));
        }
        return needs;
    }

    private static BigDecimal requested(List<Pod> pods, String resource) {
        return pods.stream()
                .flatMap(pod -> pod.getSpec().getContainers().stream())
                .map(Container::getResources)
                .filter(resources -> resources != null && resources.getRequests() != null)
                .map(resources -> amount(resources.getRequests().getOrDefault(resource, new Quantity("0"))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(Quantity quantity) {
        return quantity.getNumericalAmount();
    }

    /// In whole Mi from there on, else as it is: `1.5`, `512Mi`.
    private static String shown(BigDecimal amount) {
        BigDecimal mebi = BigDecimal.valueOf(1 << 20);
        return amount.compareTo(mebi) >= 0
                ? amount.divideToIntegralValue(mebi).toBigInteger() + "Mi"
                : amount.stripTrailingZeros().toPlainString();
    }
}
