package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// When a pod is sent requests.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReadinessCheck(
        @Size(min = 1, max = 1024)
        @ValidationRule(value = "self.startsWith('/')", message = "must begin with /")
        @JsonPropertyDescription(
                "The path that is asked over HTTP, such as /health; any answer from 200 to 399 is good.")
        @Nullable
        String path,

        @Default("" + Defaults.READINESS_DELAY)
        @Min(0)
        @Max(3600)
        @JsonPropertyDescription("Seconds between the start of a container and its first check.")
        @Nullable
        Integer initialDelaySeconds) {}
