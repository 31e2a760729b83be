package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/// One address of an app.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Endpoint(
        @Required @JsonPropertyDescription("The name of the port.")
        String name,

        @Required @JsonPropertyDescription("External (from anywhere) or Internal (from inside the cluster).")
        String scope,

        @Required @JsonPropertyDescription("The address itself.")
        String uri) {
    public static final String EXTERNAL = "External";
    public static final String INTERNAL = "Internal";
}
