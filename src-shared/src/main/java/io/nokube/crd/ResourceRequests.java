package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/// What a pod always has.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResourceRequests(
        @Default(Defaults.CPU_REQUEST)
        @ValidationRule(
                value = "isQuantity(string(self)) && quantity(string(self)).isGreaterThan(quantity('0'))",
                message = "must be a quantity of CPU above 0, such as 250m or 0.5")
        @JsonPropertyDescription("CPU, such as 250m (a quarter of a core) or 1.")
        @Nullable
        Quantity cpu,

        @Default(Defaults.MEMORY_REQUEST)
        @ValidationRule(
                value = "isQuantity(string(self)) && quantity(string(self)).isGreaterThan(quantity('0'))",
                message = "must be a quantity of memory above 0, such as 256Mi or 1Gi")
        @JsonPropertyDescription("Memory, such as 256Mi or 1Gi.")
        @Nullable
        Quantity memory) {}
