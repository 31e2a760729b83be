package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/// What happens when a release does not come up.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rollback(
        @Default("false")
        @JsonPropertyDescription("Whether a rollout that misses its deadline goes back to the last good revision, by"
                + " changing this spec. Otherwise it is only reported, and the pods of the release before keep"
                + " serving.")
        @Nullable
        Boolean auto) {}
