package io.nokube.monitor.tenancy;

import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.nokube.crd.Defaults;
import java.util.Map;

/// What a project may use at most, and what a pod gets that does not say: a quota refuses pods that do not.
public final class QuotaManifest {
    /// What it is called in every project.
    public static final String NAME = "nokube";

    private QuotaManifest() {}

    static ResourceQuota quota(String namespace, ProjectLimits limits) {
        return new ResourceQuotaBuilder()
                .withMetadata(NamespaceManifest.within(namespace, NAME))
                .withNewSpec()
                .withHard(Map.of(
                        "requests.cpu",
                        limits.cpu(),
                        "requests.memory",
                        limits.memory(),
                        "requests.storage",
                        limits.storage(),
                        "pods",
                        new Quantity(String.valueOf(limits.pods()))))
                .endSpec()
                .build();
    }

    static LimitRange range(String namespace) {
        return new LimitRangeBuilder()
                .withMetadata(NamespaceManifest.within(namespace, NAME))
                .withNewSpec()
                .addNewLimit()
                .withType("Container")
                .addToDefaultRequest("cpu", Quantity.parse(Defaults.CPU_REQUEST))
                .addToDefaultRequest("memory", Quantity.parse(Defaults.MEMORY_REQUEST))
                .addToDefault("cpu", Quantity.parse(Defaults.CPU_LIMIT))
                .addToDefault("memory", Quantity.parse(Defaults.MEMORY_LIMIT))
                .endLimit()
                .endSpec()
                .build();
    }
}
