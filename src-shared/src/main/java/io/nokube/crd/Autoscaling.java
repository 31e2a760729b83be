package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// How many pods run, by what they have to do.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.minReplicas <= self.maxReplicas",
        message = "autoscaling.maxReplicas must be at least minReplicas")
public record Autoscaling(
        @Default("" + Defaults.MIN_REPLICAS)
        @Min(1)
        @Max(100)
        @JsonPropertyDescription("How many pods run at least.")
        @Nullable
        Integer minReplicas,

        @Default("" + Defaults.MAX_REPLICAS)
        @Min(1)
        @Max(100)
        @JsonPropertyDescription("How many pods run at most.")
        @Nullable
        Integer maxReplicas,

        @Default("" + Defaults.TARGET_CPU)
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription("How much of its CPU request a pod should use on average, in percent. Pods are added"
                + " above it and taken away below it.")
        @Nullable
        Integer targetCpuPercent) {}
