package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonProperty;

/// From where an app can be reached.
public enum ExposureType {
    /// From outside the cluster: a Service and an Ingress.
    @JsonProperty("external")
    EXTERNAL,
    /// From inside the cluster: a Service.
    @JsonProperty("internal")
    INTERNAL,
    /// From nowhere: no Service.
    @JsonProperty("none")
    NONE
}
