package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// The CPU and memory a pod is given.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "!has(self.limits) || !has(self.requests) || !has(self.limits.cpu) ||"
                + " !has(self.requests.cpu) || !isQuantity(string(self.limits.cpu)) ||"
                + " !isQuantity(string(self.requests.cpu)) ||"
                + " quantity(string(self.requests.cpu)).compareTo(quantity(string(self.limits.cpu))) <= 0",
        message = "limits.cpu must be at least requests.cpu (" + Defaults.CPU_REQUEST + " where that is not given)")
@ValidationRule(
        value = "!has(self.limits) || !has(self.requests) || !has(self.limits.memory) ||"
                + " !has(self.requests.memory) || !isQuantity(string(self.limits.memory)) ||"
                + " !isQuantity(string(self.requests.memory)) ||"
                + " quantity(string(self.requests.memory)).compareTo(quantity(string(self.limits.memory))) <= 0",
        message = "limits.memory must be at least requests.memory (" + Defaults.MEMORY_REQUEST
                + " where that is not given)")
public record Resources(
        @JsonPropertyDescription("What a pod always has; it only starts where this much is free.") @Nullable
        ResourceRequests requests,

        @JsonPropertyDescription("What a pod may use at most. Where it is not given: " + Defaults.CPU_LIMIT
                + " CPU and " + Defaults.MEMORY_LIMIT + " memory, or the request where that is more.")
        @Nullable
        ResourceLimits limits) {}
