package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// How it is known whether a pod is ready for requests and whether it still works.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HealthCheck(
        @Default("true")
        @JsonPropertyDescription("Whether pods are checked at all. Without checks a pod counts as ready when it runs.")
        @Nullable
        Boolean enabled,

        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("The port that is asked. Where it is not given: containerPort.")
        @Nullable
        Integer port,

        @JsonPropertyDescription("When a pod is restarted. Without a path it is restarted only when its program ends.")
        @Nullable
        LivenessCheck liveness,

        @JsonPropertyDescription("When a pod is sent requests. Without a path: when the port can be connected to.")
        @Nullable
        ReadinessCheck readiness,

        @Default("" + Defaults.PERIOD)
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription("Seconds between two checks.")
        @Nullable
        Integer periodSeconds,

        @Default("" + Defaults.TIMEOUT)
        @Min(1)
        @Max(3600)
        @JsonPropertyDescription("Seconds after which a check without an answer has failed.")
        @Nullable
        Integer timeoutSeconds,

        @Default("" + Defaults.FAILURE_THRESHOLD)
        @Min(1)
        @Max(100)
        @JsonPropertyDescription("How many checks have to fail in a row.")
        @Nullable
        Integer failureThreshold) {}
