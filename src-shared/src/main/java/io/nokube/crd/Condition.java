package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One observation about an app, in the form of `metav1.Condition`.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
        @Required @Size(min = 1, max = 316) @JsonPropertyDescription("What is observed, such as Ready.")
        String type,

        @Required @JsonPropertyDescription("True, False or Unknown.")
        String status,

        @JsonPropertyDescription("The metadata.generation that it is about.") @Nullable
        Long observedGeneration,

        @Required @JsonPropertyDescription("When the status last changed.")
        String lastTransitionTime,

        @Required @Size(min = 1, max = 1024) @JsonPropertyDescription("Why, in one word.")
        String reason,

        @Required @Size(max = 32768) @JsonPropertyDescription("Why, in a sentence for people.")
        String message) {
    public static final String TRUE = "True";
    public static final String FALSE = "False";
    public static final String UNKNOWN = "Unknown";
}
